// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.file.Path;
import java.util.Map;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** With the policies of the manual, and no more. */
final class VaultPlatformTest implements PlatformContract {
  @TempDir Path root;
  private final TestVault vault = TestVault.running();
  private final String word = TestVault.word();
  private Platform platform;

  @BeforeEach
  void open() {
    OnPremConfig.Vault config = vault.as(vault.appRole("keyserver,keyserver-setup"));
    platform =
        TestPlatforms.open(
            new OnPremConfig(
                new OnPremConfig.Blobs.Files(root),
                new OnPremConfig.Keys.Transit(config, "transit"),
                new OnPremConfig.Secrets.KeyValue(config),
                Map.of()));
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public String plantSecret(String name, String value) {
    String path = "keyserver/" + word + "/" + name;
    vault.write("secret/data/" + path, Map.of("data", Fields.of("value", value)));
    return "secret/" + path;
  }

  @Override
  public String signingKeyName(String plain) {
    return word + "-" + plain;
  }

  @Override
  public String encryptionKeyName(String plain) {
    return word + "-" + plain;
  }
}
