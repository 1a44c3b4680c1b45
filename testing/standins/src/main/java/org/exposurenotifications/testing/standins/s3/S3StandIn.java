// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.s3;

import java.net.URI;
import java.util.List;
import java.util.Properties;
import org.exposurenotifications.testing.standins.Credentials;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/**
 * S3 (s3proxy) on a port of this machine, on objects in memory. It checks signatures as S3 does,
 * and lets everybody read objects. Who starts it has {@code org.gaul:s3proxy} among its own
 * dependencies.
 */
public final class S3StandIn implements AutoCloseable {
  /** Access key id and secret access key that it takes, and no others. */
  public static final Credentials CREDENTIALS = new Credentials("AKIDEXAMPLE", "its-secret-half");

  private final S3Proxy proxy;

  private S3StandIn(S3Proxy proxy) {
    this.proxy = proxy;
  }

  /**
   * @param buckets made at once
   */
  public static S3StandIn start(String... buckets) {
    BlobStore objects = new PublicObjects(BlobStores.create("transient-nio2", new Properties()));
    for (String bucket : List.of(buckets)) {
      CreateBucketResponse _ = objects.createContainer(bucket);
    }
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, CREDENTIALS.name(), CREDENTIALS.secret())
            .stopTimeout(0)
            .build();
    try {
      proxy.start();
    } catch (Exception e) {
      throw new IllegalStateException("s3proxy does not start", e);
    }
    return new S3StandIn(proxy);
  }

  /** As if the policy of each bucket said so. */
  private static final class PublicObjects extends ForwardingBlobStore {
    PublicObjects(BlobStore objects) {
      super(objects);
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
      return ObjectCannedACL.PUBLIC_READ;
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key, @Nullable String version) {
      return ObjectCannedACL.PUBLIC_READ;
    }
  }

  /** {@code http://127.0.0.1:PORT}, with buckets in the path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("s3proxy does not stop", e);
    }
  }
}
