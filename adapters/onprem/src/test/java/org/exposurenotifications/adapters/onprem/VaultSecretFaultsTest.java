// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.exposurenotifications.testing.contracts.ConnectionFaultContract;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.SecretFaultContract;
import org.junit.jupiter.api.AfterEach;

final class VaultSecretFaultsTest implements SecretFaultContract, ConnectionFaultContract {
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
  public SecretStore secrets() {
    return faults.platform.secrets();
  }

  @Override
  public String plantSecret(String name, String value) {
    String path = "keyserver/" + word + "/" + name;
    vault.write("secret/data/" + path, Map.of("data", Fields.of("value", value)));
    return "secret/" + path;
  }
}
