// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class AzurePlatformTest implements PlatformContract {
  private static TestStorage storage;
  private TestVault vault;
  private Platform platform;

  @BeforeAll
  static void startAzurite() {
    storage = new TestStorage();
  }

  @AfterAll
  static void stopAzurite() {
    if (storage != null) {
      storage.close();
    }
  }

  @BeforeEach
  void open() {
    storage.empty();
    vault = new TestVault();
    platform =
        TestVault.platform(
            vault.config(storage.endpoint(), storage.key()),
            KeyVaultService.TOKEN,
            Duration.ofMillis(1));
  }

  @AfterEach
  void close() {
    platform.close();
    vault.close();
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public String plantSecret(String name, String value) {
    vault.plant(name, value);
    return name;
  }

  @Override
  public String pinnedReference(String name, int version) {
    return name + "/" + numbered(vault.service.secrets.ids(name), version);
  }

  @Override
  public void withdrawSecret(String name) {
    vault.service.secrets.disable(name);
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    return plain
        + "/"
        + vault.keyClient().createEcKey(new CreateEcKeyOptions(plain)).getProperties().getVersion();
  }

  @Override
  public void destroySigningKey(String name) {
    String[] parts = name.split("/", 2);
    vault.service.keys.disable(
        parts[0], parts.length == 2 ? parts[1] : vault.service.keys.ids(parts[0]).getFirst());
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    assertThat(vault.keyClient().createRsaKey(new CreateRsaKeyOptions(keyName))).isNotNull();
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    vault.service.keys.delete(keyName);
  }

  private static String numbered(List<String> versions, int number) {
    return number <= versions.size() ? versions.get(number - 1) : "0".repeat(32);
  }
}
