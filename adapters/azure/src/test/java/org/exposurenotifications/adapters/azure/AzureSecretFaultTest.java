// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.exposurenotifications.testing.contracts.ConnectionFaultContract;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.SecretFaultContract;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.junit.jupiter.api.AfterEach;

final class AzureSecretFaultTest implements SecretFaultContract, ConnectionFaultContract {
  private final FaultyVault faulty = new FaultyVault();

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
  public SecretStore secrets() {
    return faulty.platform.secrets();
  }

  @Override
  public String plantSecret(String name, String value) {
    String _ = faulty.vault.plant(name, value);
    return name;
  }
}
