// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.NoCredentials;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.secretmanager.v1.SecretVersion;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.standins.StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class GcpPlatformTest implements PlatformContract {
  private static final String KEYS = TestCloud.KEY_RING + "/cryptoKeys/";
  private static final List<String> BUCKETS = List.of(Samples.BUCKET, Samples.OTHER_BUCKET);

  private static StandIn gcs;
  private static Storage storage;
  private TestCloud cloud;
  private Platform platform;

  @BeforeAll
  static void start() {
    gcs = StandIn.fakeGcs();
    storage =
        StorageOptions.newBuilder()
            .setHost(gcs.address().toString())
            .setProjectId(TestCloud.PROJECT)
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    BUCKETS.forEach(bucket -> storage.create(BucketInfo.of(bucket)));
  }

  @BeforeEach
  void open() {
    BUCKETS.forEach(bucket -> storage.list(bucket).iterateAll().forEach(Blob::delete));
    cloud = new TestCloud(Optional.of(gcs.address()), 0);
    platform = cloud.platform();
  }

  @AfterEach
  void close() {
    platform.close();
    cloud.close();
  }

  @AfterAll
  static void stop() throws Exception {
    storage.close();
    gcs.close();
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public String plantSecret(String name, String value) {
    cloud.plantSecret(name, value);
    return name;
  }

  @Override
  public String signingKeyName(String plain) {
    return plain + "/cryptoKeyVersions/1";
  }

  @Override
  public String pinnedReference(String name, int version) {
    return name + "/versions/" + version;
  }

  @Override
  public void withdrawSecret(String name) {
    String secret = "projects/" + TestCloud.PROJECT + "/secrets/" + name;
    untilNotFound(version -> {
      SecretVersion _ = cloud.secretManager().destroySecretVersion(secret + "/versions/" + version);
    });
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    return plain + "/cryptoKeyVersions/" + addVersion(plain);
  }

  @Override
  public void destroySigningKey(String name) {
    CryptoKeyVersion _ = cloud.kms().destroyCryptoKeyVersion(KEYS + name);
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    CryptoKey _ = cloud.kms().updateCryptoKeyPrimaryVersion(KEYS + keyName, addVersion(keyName));
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    untilNotFound(version -> destroySigningKey(keyName + "/cryptoKeyVersions/" + version));
  }

  private String addVersion(String key) {
    String name =
        cloud
            .kms()
            .createCryptoKeyVersion(KEYS + key, CryptoKeyVersion.getDefaultInstance())
            .getName();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static void untilNotFound(IntConsumer destroyVersion) {
    try {
      for (int version = 1; ; version++) {
        destroyVersion.accept(version);
      }
    } catch (NotFoundException _) {
      // all are gone
    }
  }
}
