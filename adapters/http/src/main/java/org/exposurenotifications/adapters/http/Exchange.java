// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** A request, as far as endpoints need it. */
final class Exchange {
  /** Longest body that is looked at, in bytes (publish.md 1.3). */
  static final int MAX_BODY = 64_000;

  private final Request request;
  private Instant complete;
  private @Nullable ReceivedBody body;

  /**
   * @param arrival when its head was there
   */
  Exchange(Request request, Instant arrival) {
    this.request = request;
    this.complete = arrival;
  }

  /** When all of it that was waited for was there: its body, or else its head. */
  Instant complete() {
    return complete;
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
   * Receives the body, to its end.
   *
   * @throws IOException if the client went away, or was cut off
   */
  void receiveBody(Bodies bodies, InstantSource clock) throws IOException {
    body = ReceivedBody.of(request, bodies);
    complete = clock.instant();
  }

  /**
   * The received body's text, whatever is no UTF-8 being replaced; the body is forgotten.
   *
   * @return empty if it is longer than {@link #MAX_BODY} bytes
   * @throws IllegalStateException if there is none, or not any more
   */
  Optional<String> takeBody() {
    if (body == null) {
      throw new IllegalStateException("no body was received");
    }
    Optional<String> text = body.text();
    forgetBody();
    return text;
  }

  /** Makes garbage of the body. */
  void forgetBody() {
    body = null;
  }

  /** Closes the connection after that time, unless cancelled. */
  Scheduler.Task cutOffAfter(Duration timeout) {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    return request.getComponents().getScheduler().schedule(connection::close, timeout);
  }
}
