// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands before a database and passes on its answers late. Thread-safe. */
final class SlowProxy implements AutoCloseable {
  private static final int BUFFER = 65_536;

  private final ServerSocket listening;
  private final int database;
  private volatile Duration delay = Duration.ZERO;

  SlowProxy(int database) throws IOException {
    this.database = database;
    this.listening = new ServerSocket();
    listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** From now on, every answer comes this much later. */
  void delay(Duration wanted) {
    delay = wanted;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.ofLiteral("127.0.0.1"), database);
        Thread.ofVirtual().start(() -> pass(client, server, false));
        Thread.ofVirtual().start(() -> pass(server, client, true));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void pass(Socket from, Socket to, boolean late) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (late && !delay.isZero()) {
          boolean _ = new CountDownLatch(1).await(delay.toMillis(), TimeUnit.MILLISECONDS);
        }
        out.write(buffer, 0, length);
        out.flush();
      }
    } catch (IOException | InterruptedException _) {
      // one side has ended, and so does the other
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
