// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The answer to one request: one version, however long it is read. Its stream fails if the
 * connection is lost before the end.
 */
record S3Blob(ResponseInputStream<GetObjectResponse> answer) implements Blob {
  /** Some servers take the space out, or put one in. */
  private static final Pattern PARAMETER = Pattern.compile("\\s*;\\s*");

  /** Needs the length, which S3 tells always, and a proxy before it may leave out. */
  static S3Blob of(ResponseInputStream<GetObjectResponse> answer) {
    if (answer.response().contentLength() == null) {
      answer.abort();
      throw new PortFailure.Permanent(
          "an object came without its length: let no proxy change S3's answers", null);
    }
    return new S3Blob(answer);
  }

  @Override
  public BlobAttributes attributes() {
    GetObjectResponse head = answer.response();
    String type =
        Optional.ofNullable(head.contentType())
            .map(written -> PARAMETER.matcher(written).replaceAll("; "))
            .orElse("application/octet-stream");
    BlobAttributes cacheable = new BlobAttributes(type, true);
    return cacheable.cacheControl().equals(head.cacheControl())
        ? cacheable
        : new BlobAttributes(type, false);
  }

  @Override
  public long length() {
    return answer.response().contentLength();
  }

  @Override
  public InputStream content() {
    return answer;
  }

  @Override
  public void close() throws IOException {
    answer.close();
  }
}
