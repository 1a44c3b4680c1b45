// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.testing.contracts.ConnectionFaultContract;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.KeyFaultContract;
import org.junit.jupiter.api.AfterEach;

final class VaultKeyFaultsTest implements KeyFaultContract, ConnectionFaultContract {
  private final TestVault vault = TestVault.running();
  private final String word = TestVault.word();
  private final VaultFaults faults = new VaultFaults(vault);

  @AfterEach
  void close() {
    faults.close();
  }

  @Override
  public FaultSource faults() {
    return faults.source;
  }

  @Override
  public Duration patience() {
    return VaultFaults.DEADLINE.multipliedBy(2);
  }

  @Override
  public List<String> hidden() {
    return faults.hidden();
  }

  @Override
  public SigningKeys signingKeys() {
    return faults.platform.signingKeys();
  }

  @Override
  public KeyEncryption keyEncryption() {
    return faults.platform.keyEncryption();
  }

  @Override
  public String signingKeyName(String plain) {
    return word + "-" + plain + "@1";
  }

  @Override
  public String encryptionKeyName(String plain) {
    return word + "-sealing-" + plain;
  }
}
