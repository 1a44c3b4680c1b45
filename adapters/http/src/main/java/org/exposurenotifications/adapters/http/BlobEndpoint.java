// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;

/** Serves published files to phones. */
final class BlobEndpoint implements Endpoint {
  static final String PREFIX = "/blobs/";

  /** What the decoder makes of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\ufffd';

  private final BlobStore store;

  BlobEndpoint(BlobStore store) {
    this.store = store;
  }

  @Override
  public Answer answer(Exchange exchange) {
    return nameIn(exchange.path())
        .flatMap(this::open)
        .<Answer>map(Answer.File::new)
        .orElse(Answer.empty(404, "not_found"));
  }

  /** Stores name the object in their failures, and here that is what a client sent. */
  private Optional<Blob> open(BlobName name) {
    try {
      return store.open(name);
    } catch (PortFailure e) {
      throw new PortFailure.Transient(
          "could not open a published file: " + FailureText.withoutMessages(e), null);
    }
  }

  /** Empty if the path cannot be that of an object. */
  private static Optional<BlobName> nameIn(String path) {
    String rest = path.substring(PREFIX.length());
    int slash = rest.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BlobName(decode(rest.substring(0, slash)), decode(rest.substring(slash + 1))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /**
   * Undoes percent-encoding; unlike in forms, a plus sign is itself.
   *
   * @throws IllegalArgumentException if it is malformed, or no UTF-8
   */
  private static String decode(String text) {
    String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    if (decoded.indexOf(REPLACEMENT) >= 0) {
      throw new IllegalArgumentException("no UTF-8");
    }
    return decoded;
  }
}
