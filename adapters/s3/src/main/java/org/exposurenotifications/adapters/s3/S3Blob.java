// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobAttributes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The answer to one request: one version, however long it is read. */
final class S3Blob implements Blob {
  private final ResponseInputStream<GetObjectResponse> answer;
  private final WholeStream content;

  S3Blob(ResponseInputStream<GetObjectResponse> answer) {
    this.answer = answer;
    this.content = new WholeStream(answer, answer.response().contentLength());
  }

  @Override
  public BlobAttributes attributes() {
    GetObjectResponse head = answer.response();
    String type = Optional.ofNullable(head.contentType()).orElse("application/octet-stream");
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
    return content;
  }

  /** Hangs up if much is unread, which would have to be read for the connection's next use. */
  @Override
  public void close() throws IOException {
    if (content.isAtItsEnd()) {
      answer.close();
    } else {
      answer.abort();
    }
  }
}
