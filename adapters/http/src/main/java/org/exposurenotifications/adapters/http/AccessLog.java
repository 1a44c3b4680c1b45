// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: which route, what became of it, how long it took. Nothing that the
 * client sent is in it, and nothing that tells a decoy from an upload.
 */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final String DONE = AccessLog.class.getName();
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final InstantSource clock;

  AccessLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Writes the request's line unless it was written already. */
  void write(Request request, Response response, String route, String code, Instant arrival) {
    if (request.getAttribute(DONE) != null) {
      return;
    }
    request.setAttribute(DONE, true);
    String method = request.getMethod();
    LOG.atInfo()
        .setMessage("request")
        .addKeyValue("route", route)
        .addKeyValue("method", METHODS.contains(method) ? method : "OTHER")
        .addKeyValue("status", response.getStatus())
        .addKeyValue("code", code)
        .addKeyValue("ms", Duration.between(arrival, clock.instant()).toMillis())
        .addKeyValue("bytes", Response.getContentBytesWritten(response))
        .log();
  }
}
