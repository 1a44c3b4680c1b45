// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
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

  private final Server server;
  private final ServerConnector connector;
  private final Front front;

  /**
   * Prepares; nothing is listening yet.
   *
   * @param random thread-safe
   * @throws IllegalArgumentException if there are jobs that any machine could start, or two
   *     endpoints have the same path
   */
  public HttpServer(
      HttpSettings settings, Endpoints endpoints, InstantSource clock, RandomGenerator random) {
    requireGuardedJobs(settings, endpoints);
    AccessLog accessLog = new AccessLog(clock);
    Routes routes = new Routes(endpoints, settings, clock, random);
    front = new Front(routes, settings, clock, random, accessLog);
    server = new Server(threads(settings.limits()));
    connector = connector(server, settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.limits().connections(), connector));
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
  }

  /** The port it listens on. */
  public int port() {
    return connector.getLocalPort();
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

  private static QueuedThreadPool threads(HttpSettings.Limits limits) {
    VirtualThreadPool virtual = new VirtualThreadPool();
    virtual.setMaxConcurrentTasks(limits.connections());
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
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.bindAddress());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.limits().idleTimeout().toMillis());
    connector.addBean(new HeadDeadline(connector.getScheduler(), settings.limits().headTimeout()));
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
