// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.IOException;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Objects in S3, or in anything that speaks its protocol. Thread-safe.
 *
 * <p>Up to 8 MB are one request; more are parts of 8 MB, which become an object together, and are
 * thrown away if the writer fails. Connects, and looks for credentials, on first use.
 */
public final class S3BlobStore implements BlobStore, AutoCloseable {
  private final S3Connection connection;

  public S3BlobStore(S3Config config) {
    this.connection = new S3Connection(config);
  }

  @Override
  public void put(BlobName name, BlobAttributes attributes, BlobContent content) {
    try (S3Upload upload = new S3Upload(new S3Object(connection.client(), name, attributes))) {
      content.writeTo(upload);
      upload.finish();
    } catch (IOException e) {
      throw new PortFailure.Transient("could not store " + name + ": its content broke off", e);
    }
  }

  @Override
  public Optional<Blob> open(BlobName name) {
    try {
      return Optional.of(
          S3Blob.of(
              connection
                  .client()
                  .getObject(request -> request.bucket(name.bucket()).key(name.name()))));
    } catch (NoSuchKeyException | NoSuchBucketException absent) {
      return Optional.empty();
    } catch (SdkException e) {
      // who may not list a bucket is not told either that an object is absent
      throw S3Failure.of("open", "s3:GetObject and s3:ListBucket", name, e);
    }
  }

  @Override
  public void delete(BlobName name) {
    try {
      connection.client().deleteObject(request -> request.bucket(name.bucket()).key(name.name()));
    } catch (NoSuchKeyException | NoSuchBucketException absent) {
      // as wanted
    } catch (SdkException e) {
      throw S3Failure.of("delete", "s3:DeleteObject", name, e);
    }
  }

  /** Releases connections; idempotent. */
  @Override
  public void close() {
    connection.close();
  }
}
