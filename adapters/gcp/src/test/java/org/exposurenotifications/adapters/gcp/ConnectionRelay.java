// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server of any protocol, and resets connections. Thread-safe. */
final class ConnectionRelay implements AutoCloseable {
  private final URI server;
  private final ServerSocket front;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicInteger requestsToReset = new AtomicInteger();
  private volatile boolean resetting;

  ConnectionRelay(URI server) {
    this.server = server;
    try {
      this.front = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + front.getLocalPort());
  }

  /** Whether connections are reset from now on: those that are there, and new ones. */
  void resetAll(boolean all) {
    resetting = all;
    resets.set(0);
    if (all) {
      sockets.forEach(this::reset);
    }
  }

  /** Resets the connection when the next request comes, before the server sees it. */
  void resetNextRequest() {
    resets.set(0);
    requestsToReset.set(1);
  }

  /** Connections that were reset while somebody wanted something, since the last call of these. */
  int resets() {
    return resets.get();
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sockets.forEach(this::reset);
  }

  private void accept() {
    try {
      while (!front.isClosed()) {
        Socket client = front.accept();
        sockets.add(client);
        if (resetting) {
          resets.incrementAndGet();
          reset(client);
        } else {
          Socket upstream = new Socket(server.getHost(), server.getPort());
          sockets.add(upstream);
          Thread.ofVirtual().start(() -> pass(client, upstream, true));
          Thread.ofVirtual().start(() -> pass(upstream, client, false));
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void pass(Socket from, Socket to, boolean requests) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[1 << 14];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (requests && requestsToReset.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          resets.incrementAndGet();
          reset(from);
          return;
        }
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException _) {
      // one side is gone, and the other learns it by the end of its connection
    }
    sockets.remove(from);
  }

  private void reset(Socket socket) {
    sockets.remove(socket);
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // closed already
    }
  }
}
