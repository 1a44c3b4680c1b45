// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.exposurenotifications.ports.PortFailure;

/**
 * Listens for phones and schedulers, over plain HTTP/1.1: TLS ends before it. Each request runs on
 * a virtual thread of its own. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MAX_HEADERS = 8 * 1024;
  private static final int PLATFORM_THREADS = 64;
  private static final int UNLIMITED = 0;

  /** Connections that wait a moment to be accepted; those beyond would wait for a second. */
  private static final int ACCEPT_QUEUE = 1024;

  /** Bytes a second; a phone on a poor line sends twice that. */
  private static final int MIN_BODY_RATE = 2000;

  private static final int TICKS_OF_SHORTEST_TIMEOUT = 10;

  private final Server server;
  private final ServerConnector connector;
  private final Connections connections;
  private final Bodies bodies;
  private final Front front;
  private final Duration tick;

  /**
   * Prepares; nothing is listening yet.
   *
   * @param random thread-safe
   * @param broken called when the virtual machine failed within a request, for example for want of
   *     memory or threads; it should end the process, whose state cannot be trusted any more
   * @throws IllegalArgumentException if there are jobs that any machine could start, or two
   *     endpoints have the same path
   */
  public HttpServer(
      HttpSettings settings,
      Endpoints endpoints,
      InstantSource clock,
      RandomGenerator random,
      Consumer<VirtualMachineError> broken) {
    requireGuardedJobs(settings, endpoints);
    HttpSettings.Limits limits = settings.limits();
    tick = limits.shortestTimeout().dividedBy(TICKS_OF_SHORTEST_TIMEOUT);
    connections =
        new Connections(
            limits.connections(), ticks(limits.headTimeout()), ticks(limits.idleTimeout()));
    bodies =
        new Bodies(
            Math.toIntExact(MIN_BODY_RATE * tick.toMillis() / 1000), ticks(limits.bodyTimeout()));
    AccessLog accessLog = new AccessLog(clock);
    Routes routes = new Routes(endpoints, settings, clock, random);
    front = new Front(routes, settings, clock, random, accessLog, connections, bodies, broken);
    server = new Server(threads());
    connector = connector(server, settings);
    connector.addBean(connections);
    server.addConnector(connector);
    server.setHandler(front);
    server.setErrorHandler(new BareErrors(accessLog, clock));
  }

  /**
   * Listens.
   *
   * @throws PortFailure.Permanent if the address or port is not to be had
   */
  public void start() {
    try {
      server.start();
    } catch (Exception e) {
      throw new PortFailure.Permanent(
          "cannot listen on " + connector.getHost() + ", port " + connector.getPort(), e);
    }
    tick();
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * How many answers to uploads and decoys took longer than the quantum since the start, and left
   * at a later multiple of it.
   */
  public long overruns() {
    return front.overruns();
  }

  /** Takes no more requests, waits for those under way, and stops; idempotent. */
  @Override
  public void close() {
    try {
      connector.close();
      front.drain();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try {
      server.stop();
    } catch (Exception e) {
      throw new PortFailure.Transient("the server did not stop in order", e);
    }
  }

  private int ticks(Duration duration) {
    return Math.toIntExact(duration.dividedBy(tick));
  }

  private void tick() {
    connections.tick();
    bodies.tick();
    connector.getScheduler().schedule(this::tick, tick);
  }

  private static QueuedThreadPool threads() {
    VirtualThreadPool virtual = new VirtualThreadPool();
    // connections and bodies are limited, and so are these
    virtual.setMaxConcurrentTasks(UNLIMITED);
    QueuedThreadPool pool = new QueuedThreadPool(PLATFORM_THREADS);
    pool.setVirtualThreadsExecutor(virtual);
    return pool;
  }

  private static ServerConnector connector(Server server, HttpSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    // otherwise well-known values arrive in the spelling of the cache
    http.setHeaderCacheCaseSensitive(true);
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.addCustomizer(new OneFraming());
    ServerConnector connector = new ServerConnector(server, new FieldLimit(http));
    connector.setHost(settings.bindAddress());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(settings.limits().idleTimeout().toMillis());
    return connector;
  }

  private static void requireGuardedJobs(HttpSettings settings, Endpoints endpoints) {
    if (endpoints.jobs().isEmpty() || settings.jobToken().isPresent()) {
      return;
    }
    boolean loopback;
    try {
      loopback = InetAddress.getByName(settings.bindAddress()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("unknown address " + settings.bindAddress(), e);
    }
    if (!loopback) {
      throw new IllegalArgumentException(
          "Anybody who reaches "
              + settings.bindAddress()
              + " could start jobs: set a job token, or bind to 127.0.0.1");
    }
  }
}
