// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.NoCredentials;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.testing.contracts.BlobFaultContract;
import org.exposurenotifications.testing.contracts.CannedReplies;
import org.exposurenotifications.testing.contracts.FaultProxy;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.standins.StandIn;
import org.exposurenotifications.testing.standins.gcp.ResumableUploads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class GcsFaultsTest implements BlobFaultContract {
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private static StandIn gcs;
  private static Storage storage;
  private static ResumableUploads front;
  private final String bucket = "faults-" + BUCKETS.incrementAndGet();
  private FaultProxy proxy;
  private GcpPlatform platform;

  @BeforeAll
  static void start() throws IOException {
    gcs = StandIn.fakeGcs();
    storage =
        StorageOptions.newBuilder()
            .setHost(gcs.address().toString())
            .setProjectId(TestCloud.PROJECT)
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
    front = new ResumableUploads(gcs.address());
  }

  @BeforeEach
  void open() {
    storage.create(BucketInfo.of(bucket));
    proxy =
        new FaultProxy(
            front.address(),
            new CannedReplies(
                reply(429, "rateLimitExceeded"),
                reply(503, "backendError"),
                reply(403, "forbidden"),
                reply(401, "authError")));
    platform =
        new GcpPlatform(
            new GcpConfig(
                TestCloud.PROJECT,
                Optional.empty(),
                false,
                DEADLINE,
                new GcpConfig.Endpoints(
                    Optional.of(proxy.address()), Optional.empty(), Optional.empty())),
            TestCloud.NO_CREDENTIALS);
  }

  @AfterEach
  void close() {
    platform.close();
    proxy.close();
  }

  @AfterAll
  static void stop() throws Exception {
    storage.close();
    front.close();
    gcs.close();
  }

  @Override
  public FaultSource faults() {
    return proxy;
  }

  @Override
  public Duration patience() {
    return DEADLINE.multipliedBy(2);
  }

  @Override
  public BlobStore blobs() {
    return platform.blobs();
  }

  @Override
  public String bucket() {
    return bucket;
  }

  private static CannedReplies.Reply reply(int status, String reason) {
    return new CannedReplies.Reply(
        status,
        List.of("Content-Type: application/json; charset=UTF-8"),
        """
        {"error": {"code": %s, "message": "%s", "errors": [{"reason": "%s"}]}}\
        """
            .formatted(status, FaultSource.VENDOR_WORDS, reason));
  }
}
