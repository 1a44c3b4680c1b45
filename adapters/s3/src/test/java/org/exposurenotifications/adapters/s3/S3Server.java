// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** s3proxy, which checks signatures as S3 does, on objects in memory. */
final class S3Server implements AutoCloseable {
  static final S3Config.AccessKey KEY =
      new S3Config.AccessKey("AKIDEXAMPLE", new Secret(Samples.utf8("its-secret-half")));

  private final S3Proxy proxy;
  private final S3Connection connection;

  private S3Server(S3Proxy proxy) {
    this.proxy = proxy;
    this.connection = new S3Connection(config());
  }

  /** With the buckets of the contract. */
  static S3Server start() {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(BlobStores.create("transient-nio2", new Properties()))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY.id(), KEY.secret().reveal())
            .stopTimeout(0)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("s3proxy does not start", e);
    }
    S3Server server = new S3Server(proxy);
    server.client().createBucket(bucket -> bucket.bucket(Samples.BUCKET));
    server.client().createBucket(bucket -> bucket.bucket(Samples.OTHER_BUCKET));
    return server;
  }

  S3Config config() {
    return configAt(URI.create("http://127.0.0.1:" + proxy.getPort()), Duration.ofSeconds(30));
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
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("s3proxy does not stop", e);
    }
  }
}
