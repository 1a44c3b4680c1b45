// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.standins.s3.S3StandIn;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** S3, with a client of its own for looking behind the adapter. */
final class S3Server implements AutoCloseable {
  static final S3Config.AccessKey KEY =
      new S3Config.AccessKey(
          S3StandIn.CREDENTIALS.name(), new Secret(Samples.utf8(S3StandIn.CREDENTIALS.secret())));

  private final S3StandIn standIn;
  private final S3Connection connection;

  private S3Server(S3StandIn standIn) {
    this.standIn = standIn;
    this.connection = new S3Connection(config());
  }

  /** With the buckets of the contract. */
  static S3Server start() {
    S3Server server = new S3Server(S3StandIn.start(Samples.BUCKET, Samples.OTHER_BUCKET));
    return server;
  }

  S3Config config() {
    return configAt(standIn.address(), Duration.ofSeconds(30));
  }

  static S3Config configAt(URI endpoint, Duration deadline) {
    return new S3Config("eu-central-1", Optional.of(endpoint), true, Optional.of(KEY), deadline);
  }

  /** For looking behind the adapter. */
  S3Client client() {
    return connection.client();
  }

  /** Uploads in parts that are neither completed nor aborted. */
  int openUploads() {
    return client().listMultipartUploads(bucket -> bucket.bucket(Samples.BUCKET)).uploads().size();
  }

  void createBucket(String name) {
    CreateBucketResponse _ = client().createBucket(bucket -> bucket.bucket(name));
  }

  /** Removes all objects. */
  void empty() {
    for (String bucket : new String[] {Samples.BUCKET, Samples.OTHER_BUCKET}) {
      client().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
          .map(S3Object::key)
          .toList()
          .forEach(key -> client().deleteObject(object -> object.bucket(bucket).key(key)));
    }
  }

  @Override
  public void close() {
    connection.close();
    standIn.close();
  }
}
