// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.testing.contracts.BlobFaultContract;
import org.exposurenotifications.testing.contracts.CannedReplies;
import org.exposurenotifications.testing.contracts.CannedReplies.Reply;
import org.exposurenotifications.testing.contracts.FaultProxy;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class S3FaultTest implements BlobFaultContract {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final CannedReplies REPLIES =
      new CannedReplies(
          reply(503, "SlowDown"),
          reply(500, "InternalError"),
          reply(403, "AccessDenied"),
          reply(400, "ExpiredToken"));

  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private static S3Server server;

  private final String bucket = "faults-" + BUCKETS.incrementAndGet();
  private FaultProxy faults;
  private S3BlobStore store;

  @BeforeAll
  static void start() {
    server = S3Server.start();
  }

  @BeforeEach
  void open() {
    server.createBucket(bucket);
    faults = new FaultProxy(server.config().endpoint().orElseThrow(), REPLIES);
    store = new S3BlobStore(S3Server.configAt(faults.address(), DEADLINE));
  }

  @AfterEach
  void close() {
    store.close();
    faults.close();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public FaultSource faults() {
    return faults;
  }

  @Override
  public Duration patience() {
    return DEADLINE.multipliedBy(2);
  }

  @Override
  public BlobStore blobs() {
    return store;
  }

  @Override
  public String bucket() {
    return bucket;
  }

  @Override
  public List<String> hidden() {
    return List.of(S3Server.KEY.secret().reveal());
  }

  private static Reply reply(int status, String code) {
    return new Reply(
        status,
        List.of("Content-Type: application/xml"),
        "<Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code, FaultSource.VENDOR_WORDS));
  }
}
