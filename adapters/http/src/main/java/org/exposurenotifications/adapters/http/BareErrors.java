// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers what is not even a request: the status that Jetty found, and nothing else. */
final class BareErrors implements Request.Handler {
  private final AccessLog log;
  private final InstantSource clock;

  BareErrors(AccessLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof IOException) {
      // the client went away within the head, which is no failure of the server
      response.setStatus(HttpStatus.BAD_REQUEST_400);
    }
    // an Error of the server's, which it threw again, comes this way too
    String code =
        response.getStatus() == HttpStatus.INTERNAL_SERVER_ERROR_500 ? "panic" : "malformed";
    log.write(request, response, "unmatched", code, clock.instant());
    response.getHeaders().put("Content-Length", "0");
    // where its body ends is not certain, so what follows is not read
    response.getHeaders().put("Connection", "close");
    ByteBuffer nothing = BufferUtil.EMPTY_BUFFER;
    response.write(true, nothing, callback);
    return true;
  }
}
