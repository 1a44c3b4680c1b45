// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/**
 * Stands before a server that speaks HTTP/1.1 and spoils requests. What is not spoiled passes byte
 * for byte, {@code Host} and signatures included. Thread-safe.
 */
public final class FaultProxy implements FaultSource, AutoCloseable {
  private final URI server;
  private final CannedReplies replies;
  private final ServerSocketFactory front;
  private final SocketFactory back;
  private final FaultSchedule schedule = new FaultSchedule();
  private final Set<FaultConnection> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private ServerSocket listening;
  private Thread acceptor = new Thread();

  /** Nobody else gets the port while connections are refused. */
  private Socket reserved = new Socket();

  /** Plain on both sides. */
  public FaultProxy(URI server, CannedReplies replies) {
    this(server, replies, ServerSocketFactory.getDefault(), SocketFactory.getDefault());
  }

  /**
   * For clients that insist on TLS, which ends here.
   *
   * @param front makes the socket that clients connect to
   * @param back makes sockets to the server
   */
  public FaultProxy(
      URI server, CannedReplies replies, ServerSocketFactory front, SocketFactory back) {
    this.server = server;
    this.replies = replies;
    this.front = front;
    this.back = back;
    this.listening = listen(0);
    this.port = listening.getLocalPort();
  }

  /** Where clients connect to, on this machine. */
  public int port() {
    return port;
  }

  /** The server's address as clients see it, without TLS. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public synchronized void inject(Fault fault, int after, int times) {
    clear();
    schedule.inject(fault, after, times);
    if (fault == Fault.REFUSED) {
      hangUp();
      reserve();
    }
  }

  @Override
  public synchronized void clear() {
    schedule.clear();
    if (listening.isClosed()) {
      listening = listen(port);
      release();
    }
  }

  @Override
  public int spoiled() {
    return schedule.spoiled();
  }

  @Override
  public synchronized void close() {
    hangUp();
    release();
  }

  /** A socket that is bound, and does not listen. */
  private void reserve() {
    try {
      reserved = new Socket();
      reserved.setReuseAddress(true);
      reserved.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void release() {
    try {
      reserved.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hangUp() {
    try {
      listening.close();
      // a socket is closed as soon as nobody waits at it
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    connections.forEach(FaultConnection::reset);
  }

  private ServerSocket listen(int onPort) {
    try {
      ServerSocket socket = front.createServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), onPort));
      acceptor = Thread.ofVirtual().start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket socket) {
    try {
      while (!socket.isClosed()) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException _) {
      // closed, as nobody is to be served any more
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket upstream = back.createSocket(server.getHost(), server.getPort());
        FaultConnection connection = new FaultConnection(client, upstream, schedule, replies)) {
      connections.add(connection);
      try {
        connection.serve();
      } finally {
        connections.remove(connection);
      }
    } catch (IOException _) {
      // one side is gone, and the other learns it by the end of its connection
    }
  }
}
