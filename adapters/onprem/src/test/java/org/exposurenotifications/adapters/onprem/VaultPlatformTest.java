// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.json.JsonArray;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
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
  public String pinnedReference(String name, int version) {
    return "secret/keyserver/" + word + "/" + name + "@" + version;
  }

  @Override
  public void withdrawSecret(String name) {
    String path = "keyserver/" + word + "/" + name;
    int newest = vault.read("secret/metadata/" + path).getInt("current_version", 0);
    JsonArray versions = new JsonArray();
    IntStream.rangeClosed(1, newest).forEach(versions::add);
    vault.write("secret/destroy/" + path, Map.of("versions", versions));
  }

  @Override
  public String signingKeyName(String plain) {
    return word + "-" + plain + "@1";
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    String key = "transit/keys/" + word + "-" + plain;
    vault.write(key + "/rotate", Map.of());
    return word + "-" + plain + "@" + vault.read(key).getInt("latest_version", 0);
  }

  /** Vault can only destroy what is older than a version. */
  @Override
  public void destroySigningKey(String name) {
    String[] parts = name.split("@", -1);
    String key = "transit/keys/" + parts[0];
    int next = Integer.parseInt(parts[1]) + 1;
    vault.write(
        key + "/config", Map.of("min_decryption_version", next, "min_encryption_version", next));
    vault.write(key + "/trim", Map.of("min_available_version", next));
  }

  @Override
  public String encryptionKeyName(String plain) {
    return word + "-" + plain;
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    vault.write("transit/keys/" + keyName + "/rotate", Map.of());
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    vault.write("transit/keys/" + keyName + "/config", Map.of("deletion_allowed", true));
    vault.delete("transit/keys/" + keyName);
  }
}
