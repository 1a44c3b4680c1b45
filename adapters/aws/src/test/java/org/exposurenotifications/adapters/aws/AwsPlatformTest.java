// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** With another platform's blobs: the app chooses them, and S3's have a test of their own. */
final class AwsPlatformTest implements PlatformContract {
  private static AwsServers servers;

  private final Map<String, List<String>> versions = new HashMap<>();
  private Platform platform;

  @BeforeAll
  static void start() {
    servers = new AwsServers();
  }

  @BeforeEach
  void open() {
    servers.reset();
    platform =
        new AwsPlatform(servers.config(), new MemoryPlatform().blobs(), AwsServers.credentials());
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public String plantSecret(String name, String value) {
    List<String> ids = versions.computeIfAbsent(name, _ -> new ArrayList<>());
    ids.add(
        ids.isEmpty()
            ? secretsManager()
                .createSecret(request -> request.name(name).secretString(value))
                .versionId()
            : secretsManager()
                .putSecretValue(request -> request.secretId(name).secretString(value))
                .versionId());
    return name;
  }

  @Override
  public String pinnedReference(String name, int version) {
    List<String> ids = versions.getOrDefault(name, List.of());
    return name
        + "@"
        + (version <= ids.size()
            ? ids.get(version - 1)
            : "00000000-0000-4000-8000-00000000000" + version);
  }

  @Override
  public void withdrawSecret(String name) {
    secretsManager().deleteSecret(request -> request.secretId(name).recoveryWindowInDays(7L));
  }

  @Override
  public String signingKeyName(String plain) {
    return "alias/" + plain;
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    String alias = signingKeyName(plain) + "-2";
    String key =
        kms()
            .createKey(request ->
                request.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
            .keyMetadata()
            .keyId();
    kms().createAlias(request -> request.aliasName(alias).targetKeyId(key));
    return alias;
  }

  @Override
  public void destroySigningKey(String name) {
    String key = kms().describeKey(request -> request.keyId(name)).keyMetadata().keyId();
    kms().scheduleKeyDeletion(request -> request.keyId(key));
  }

  @Override
  public String encryptionKeyName(String plain) {
    return "alias/" + plain;
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    String key = kms().describeKey(request -> request.keyId(keyName)).keyMetadata().keyId();
    kms().rotateKeyOnDemand(request -> request.keyId(key));
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    destroySigningKey(keyName);
  }

  private static KmsClient kms() {
    return servers.clients().kms().get();
  }

  private static SecretsManagerClient secretsManager() {
    return servers.clients().secretsManager().get();
  }
}
