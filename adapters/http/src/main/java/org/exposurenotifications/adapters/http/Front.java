// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.exposurenotifications.ports.PortFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Every request's way in and out: route, maintenance, body, overload, endpoint, failures, access
 * log. All of it before the endpoint is the same for uploads and decoys.
 */
final class Front extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  private static final String REQUEST_ID = "requestId";
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private final Routes routes;
  private final HttpSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AccessLog accessLog;
  private final Connections connections;
  private final Bodies bodies;
  private final Consumer<VirtualMachineError> broken;
  private final AnswerWriter writer;

  /** Of requests whose body is there: a client that is slow to send or take takes no place. */
  private final Semaphore permits;

  private final Semaphore files;

  /** Counts requests, so that closing can wait for them. */
  private final Semaphore underWay = new Semaphore(UNBOUNDED);

  private volatile boolean draining;

  Front(
      Routes routes,
      HttpSettings settings,
      InstantSource clock,
      RandomGenerator random,
      AccessLog accessLog,
      Connections connections,
      Bodies bodies,
      Consumer<VirtualMachineError> broken) {
    this.routes = routes;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.accessLog = accessLog;
    this.connections = connections;
    this.bodies = bodies;
    this.broken = broken;
    this.writer = new AnswerWriter(settings.limits().answerTimeout());
    this.permits = new Semaphore(settings.limits().concurrentRequests());
    this.files = new Semaphore(Math.max(1, settings.limits().concurrentRequests() / 4));
  }

  /** Takes no more requests, and waits for those under way, but not for ever. */
  void drain() throws InterruptedException {
    draining = true;
    if (underWay.tryAcquire(
        UNBOUNDED, settings.limits().stopTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
      underWay.release(UNBOUNDED);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Instant arrival = clock.instant();
    ConnectionMetaData connection = request.getConnectionMetaData();
    if (!connections.arrived(connection)) {
      callback.failed(new EofException("the connection was evicted"));
      return true;
    }
    MDC.put(REQUEST_ID, randomId());
    Exchange exchange = new Exchange(request);
    Route route = routes.find(exchange.path());
    boolean counted = underWay.tryAcquire();
    try {
      Answer answer = respond(exchange, response, route, connection);
      accessLog.write(request, response, route.template(), answer.code(), arrival);
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      LOG.info("request broken off: {}", FailureText.withoutMessages(e));
      accessLog.write(request, response, route.template(), "aborted", arrival);
      connections.await(connection);
      // Jetty logs any other failure with all of the request
      callback.failed(QuietException.isQuiet(e) ? e : new QuietException.Exception(e));
    } catch (Error e) {
      // logging may fail for the same reason
      try {
        LOG.error("request failed: {}", FailureText.of(e));
      } finally {
        if (e instanceof VirtualMachineError failure) {
          broken.accept(failure);
        }
      }
      connections.await(connection);
      throw e;
    } finally {
      if (counted) {
        underWay.release();
      }
      MDC.remove(REQUEST_ID);
    }
    return true;
  }

  private Answer respond(
      Exchange exchange, Response response, Route route, ConnectionMetaData connection)
      throws IOException {
    Answer answer = answer(exchange, response, route);
    // from here on it is the client's turn
    connections.await(connection);
    if (answer instanceof Answer.Text text) {
      writer.write(exchange, response, text);
    }
    return answer;
  }

  /** Files are sent already when it returns. */
  private Answer answer(Exchange exchange, Response response, Route route) throws IOException {
    Optional<Answer> refusal = refusal(exchange, route);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (route.isProbe()) {
      return work(exchange, route);
    }
    if (route.endpoint().readsBody()) {
      exchange.receiveBody(bodies);
    }
    Answer answer = permitted(exchange, route);
    return answer instanceof Answer.File file ? send(exchange, response, file) : answer;
  }

  private Answer permitted(Exchange exchange, Route route) throws IOException {
    if (!permits.tryAcquire()) {
      return unavailable("overload");
    }
    try {
      return work(exchange, route);
    } finally {
      permits.release();
    }
  }

  /** Files have places of their own: clients that take them slowly hold up no upload. */
  private Answer send(Exchange exchange, Response response, Answer.File file) throws IOException {
    if (!files.tryAcquire()) {
      file.blob().close();
      return unavailable("overload");
    }
    try {
      writer.write(exchange, response, file);
      return file;
    } finally {
      files.release();
    }
  }

  /** What can be refused without looking at the body. */
  private Optional<Answer> refusal(Exchange exchange, Route route) {
    if (!route.allows(exchange.method())) {
      return Optional.of(
          Answer.with(
              Answer.empty(405, "method_not_allowed"),
              "Allow",
              String.join(", ", route.methods())));
    }
    if (!route.isProbe() && settings.maintenance()) {
      return Optional.of(
          Answer.error(
              429, "The server is under maintenance; please try again later.", "maintenance"));
    }
    return !route.isProbe() && draining ? Optional.of(unavailable("overload")) : Optional.empty();
  }

  private Answer work(Exchange exchange, Route route) throws IOException {
    try {
      return route.endpoint().answer(exchange);
    } catch (PortFailure e) {
      LOG.error("request failed: {}", FailureText.of(e));
      return unavailable("unavailable");
    } catch (RuntimeException e) {
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

  /** A version 4 UUID. */
  private String randomId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low).toString();
  }
}
