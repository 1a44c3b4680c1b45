// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/** A request, as far as endpoints need it. */
final class Exchange {
  /** Longest body that is looked at, in bytes (publish.md 1.3). */
  static final int MAX_BODY = 64_000;

  /**
   * Of a longer body so much is taken off the line, so that the client gets to read the refusal.
   */
  private static final int MAX_DISCARDED = 4 * MAX_BODY;

  private final Request request;
  private final HttpSettings.Limits limits;

  Exchange(Request request, HttpSettings.Limits limits) {
    this.request = request;
    this.limits = limits;
  }

  String method() {
    return request.getMethod();
  }

  /** As sent, neither decoded nor normalized, without the query; empty if there is none. */
  String path() {
    return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
  }

  /** The first of that name; empty if absent. */
  String header(String name) {
    return Objects.requireNonNullElse(request.getHeaders().get(name), "");
  }

  /** All of that name, in their order. */
  List<String> headers(String name) {
    return request.getHeaders().getValuesList(name);
  }

  /** As sent, in any letter case. */
  Set<String> headerNames() {
    return request.getHeaders().getFieldNamesCollection();
  }

  /**
   * Reads the body once, to its end.
   *
   * @return the text, whatever is no UTF-8 being replaced; empty if it is longer than {@link
   *     #MAX_BODY} bytes
   */
  Optional<String> readBody() throws IOException {
    Scheduler.Task deadline = cutOffAfter(limits.bodyTimeout());
    try {
      InputStream in = Content.Source.asInputStream(request);
      byte[] body = in.readNBytes(expectedLength());
      if (body.length <= MAX_BODY) {
        return Optional.of(new String(body, StandardCharsets.UTF_8));
      }
      in.skip(MAX_DISCARDED);
      return Optional.empty();
    } finally {
      deadline.cancel();
    }
  }

  /** As the client says, or one byte more than is looked at. */
  private int expectedLength() {
    long said = request.getLength();
    return 0 <= said && said <= MAX_BODY ? (int) said : MAX_BODY + 1;
  }

  /** Closes the connection after that time, unless cancelled. */
  Scheduler.Task cutOffAfter(Duration timeout) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    return request.getComponents().getScheduler().schedule(connection::close, timeout);
  }
}
