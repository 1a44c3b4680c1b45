// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.standins.StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class GcpPlatformTest implements PlatformContract {
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
}
