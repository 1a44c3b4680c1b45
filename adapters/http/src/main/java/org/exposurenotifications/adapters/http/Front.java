// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.Blob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Every request's way in and out: route, maintenance, overload, endpoint, failures, access log. All
 * of it before the endpoint is the same for uploads and decoys.
 */
final class Front extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final String REQUEST_ID = "requestId";

  private final Routes routes;
  private final HttpSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AccessLog accessLog;
  private final Semaphore permits;
  private volatile boolean draining;

  Front(
      Routes routes,
      HttpSettings settings,
      InstantSource clock,
      RandomGenerator random,
      AccessLog accessLog) {
    this.routes = routes;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.accessLog = accessLog;
    this.permits = new Semaphore(settings.limits().concurrentRequests());
  }

  /** Takes no more requests, and waits for those under way, but not for ever. */
  void drain() throws InterruptedException {
    draining = true;
    int all = settings.limits().concurrentRequests();
    if (permits.tryAcquire(
        all, settings.limits().stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
      permits.release(all);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Instant arrival = clock.instant();
    HeadDeadline.arrived(request.getConnectionMetaData());
    MDC.put(REQUEST_ID, randomId());
    Exchange exchange = new Exchange(request, settings.limits());
    Route route = routes.find(exchange.path());
    boolean permitted = !route.isProbe() && permits.tryAcquire();
    try {
      Answer answer = answer(exchange, route, permitted);
      write(exchange, response, answer);
      accessLog.write(request, response, route.template(), answer.code(), arrival);
      HeadDeadline.expect(
          request.getConnectionMetaData(),
          request.getComponents().getScheduler(),
          settings.limits().idleTimeout());
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      LOG.info("request broken off: {}", FailureText.withoutMessages(e));
      accessLog.write(request, response, route.template(), "aborted", arrival);
      // Jetty logs any other failure with all of the request
      callback.failed(QuietException.isQuiet(e) ? e : new QuietException.Exception(e));
    } finally {
      if (permitted) {
        permits.release();
      }
      MDC.remove(REQUEST_ID);
    }
    return true;
  }

  private Answer answer(Exchange exchange, Route route, boolean permitted) throws IOException {
    if (!route.allows(exchange.method())) {
      return Answer.with(
          Answer.empty(405, "method_not_allowed"), "Allow", String.join(", ", route.methods()));
    }
    if (!route.isProbe()) {
      if (settings.maintenance()) {
        return Answer.error(
            429, "The server is under maintenance; please try again later.", "maintenance");
      }
      if (!permitted || draining) {
        return unavailable("overload");
      }
    }
    try {
      return route.endpoint().answer(exchange);
    } catch (PortFailure e) {
      LOG.error("request failed: {}", FailureText.of(e));
      return unavailable("unavailable");
    } catch (RuntimeException | Error e) {
      LOG.error("request failed: {}", FailureText.of(e));
      return Answer.empty(500, "panic");
    }
  }

  private Answer unavailable(String code) {
    return Answer.with(
        Answer.error(503, "The server is busy; please try again later.", code),
        "Retry-After",
        RetryAfter.draw(random));
  }

  private void write(Exchange exchange, Response response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    boolean head = exchange.method().equals("HEAD");
    Scheduler.Task deadline = exchange.cutOffAfter(settings.limits().answerTimeout());
    try {
      switch (answer) {
        case Answer.Text text -> {
          byte[] body = text.body().getBytes(StandardCharsets.US_ASCII);
          response.getHeaders().put("Content-Length", body.length);
          Content.Sink.write(
              response, true, head ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(body));
        }
        case Answer.File(Blob blob) -> {
          try (blob) {
            response.getHeaders().put("Content-Length", blob.length());
            if (head) {
              Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
            } else {
              send(blob, response);
            }
          }
        }
      }
    } finally {
      deadline.cancel();
    }
  }

  private static void send(Blob blob, Response response) throws IOException {
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      blob.content().transferTo(out);
    }
  }

  /** A version 4 UUID. */
  private String randomId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low).toString();
  }
}
