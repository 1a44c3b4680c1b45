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
  void reset(boolean all) {
    resetting = all;
    if (all) {
      resets.set(0);
      resetThoseThere();
    }
  }

  /** New ones pass. */
  void resetThoseThere() {
    sockets.forEach(this::reset);
  }

  /** Of sockets, since the last {@link #reset(boolean)}. */
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
    resetThoseThere();
  }

  private void accept() {
    try {
      while (!front.isClosed()) {
        Socket client = front.accept();
        sockets.add(client);
        if (resetting) {
          reset(client);
        } else {
          Socket upstream = new Socket(server.getHost(), server.getPort());
          sockets.add(upstream);
          Thread.ofVirtual().start(() -> pass(client, upstream));
          Thread.ofVirtual().start(() -> pass(upstream, client));
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[1 << 14];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, length);
      }
    } catch (IOException _) {
      // one side is gone, and the other learns it by the end of its connection
    }
    sockets.remove(from);
  }

  private void reset(Socket socket) {
    resets.incrementAndGet();
    sockets.remove(socket);
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // closed already
    }
  }
}
