// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.io.Content;
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
 * log. All of it before the endpoint is the same for uploads and decoys, and so is all of it after
 * the answer is made.
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
  private final AnswerQuantum quantum;

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
    this.quantum = new AnswerQuantum(settings.answerQuantum(), clock);
    this.permits = new Semaphore(settings.limits().concurrentRequests());
    this.files = new Semaphore(Math.max(1, settings.limits().concurrentRequests() / 4));
  }

  /** How many answers to uploads took longer than the quantum. */
  long overruns() {
    return quantum.overruns();
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
    Exchange exchange = new Exchange(request, arrival);
    Route route = routes.find(exchange.path());
    boolean counted = underWay.tryAcquire();
    try {
      String code = respond(exchange, response, route, connection);
      accessLog.write(request, response, route.template(), code, arrival);
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

  /** Returns one word for the access log. */
  private String respond(
      Exchange exchange, Response response, Route route, ConnectionMetaData connection)
      throws IOException {
    Answer answer = answer(exchange, response, route);
    String code = answer.code();
    if (answer instanceof Answer.Text text) {
      send(exchange, response, route, connection, writer.prepare(exchange, response, text));
    } else {
      connections.await(connection);
    }
    return code;
  }

  /** Of a request that waits here nothing is held but these bytes. */
  private void send(
      Exchange exchange,
      Response response,
      Route route,
      ConnectionMetaData connection,
      ByteBuffer body)
      throws IOException {
    if (route.endpoint().hidesTimes()) {
      quantum.await(exchange.complete());
    }
    // from here on it is the client's turn
    connections.await(connection);
    Content.Sink.write(response, true, body);
  }

  /** Files are sent already when it returns. */
  private Answer answer(Exchange exchange, Response response, Route route) throws IOException {
    Optional<Answer.Text> refusal = refusal(exchange, route);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (route.isProbe()) {
      return work(exchange, route);
    }
    if (route.endpoint().readsBody()) {
      // also if it is not looked at: a client that is still sending may lose the answer
      exchange.receiveBody(bodies, clock);
    }
    if (settings.maintenance()) {
      exchange.forgetBody();
      return route.endpoint().refuse(Refusal.MAINTENANCE, random);
    }
    Answer answer = permitted(exchange, route);
    return answer instanceof Answer.File file ? sendFile(exchange, response, route, file) : answer;
  }

  private Answer permitted(Exchange exchange, Route route) throws IOException {
    if (!permits.tryAcquire()) {
      exchange.forgetBody();
      return route.endpoint().refuse(Refusal.OVERLOAD, random);
    }
    try {
      return work(exchange, route);
    } finally {
      exchange.forgetBody();
      permits.release();
    }
  }

  /** Files have places of their own: clients that take them slowly hold up no upload. */
  private Answer sendFile(Exchange exchange, Response response, Route route, Answer.File file)
      throws IOException {
    if (!files.tryAcquire()) {
      file.blob().close();
      return route.endpoint().refuse(Refusal.OVERLOAD, random);
    }
    try {
      writer.write(exchange, response, file);
      return file;
    } finally {
      files.release();
    }
  }

  /** What is refused before its body is read. */
  private Optional<Answer.Text> refusal(Exchange exchange, Route route) {
    if (!route.allows(exchange.method())) {
      return Optional.of(
          Answer.with(
              Answer.empty(405, "method_not_allowed"),
              "Allow",
              String.join(", ", route.methods())));
    }
    // a client that asks again and again would keep the server from closing
    return draining && !route.isProbe()
        ? Optional.of(
            Answer.with(route.endpoint().refuse(Refusal.OVERLOAD, random), "Connection", "close"))
        : Optional.empty();
  }

  private Answer work(Exchange exchange, Route route) throws IOException {
    try {
      return route.endpoint().answer(exchange);
    } catch (PortFailure e) {
      LOG.error("request failed: {}", FailureText.of(e));
      return route.endpoint().refuse(Refusal.UNAVAILABLE, random);
    } catch (RuntimeException e) {
      LOG.error("request failed: {}", FailureText.of(e));
      return route.endpoint().refuse(Refusal.PANIC, random);
    }
  }

  /** A version 4 UUID. */
  private String randomId() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID(high, low).toString();
  }
}
