// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.testing.contracts.ConnectionFaultContract;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.KeyFaultContract;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class AzureKeyFaultTest implements KeyFaultContract, ConnectionFaultContract {
  private final FaultyVault faulty = new FaultyVault();

  /** A busy machine takes longer for a key of RSA than a platform waits that gives up soon. */
  @BeforeEach
  void makeKeys() {
    try (AzurePlatform patient = faulty.vault.platform()) {
      SigningKey _ = patient.signingKeys().ensure(signingKeyName(KEY));
      patient.keyEncryption().ensure(encryptionKeyName(KEY));
    }
  }

  @AfterEach
  void close() {
    faulty.close();
  }

  @Override
  public FaultSource faults() {
    return faulty.proxy;
  }

  @Override
  public Duration patience() {
    return FaultyVault.PATIENCE;
  }

  @Override
  public List<String> hidden() {
    return List.of(KeyVaultService.TOKEN);
  }

  @Override
  public SigningKeys signingKeys() {
    return faulty.platform.signingKeys();
  }

  /** Both kinds of keys share the vault's names. */
  @Override
  public String encryptionKeyName(String plain) {
    return plain + "-seal";
  }

  @Override
  public KeyEncryption keyEncryption() {
    return faulty.platform.keyEncryption();
  }
}
