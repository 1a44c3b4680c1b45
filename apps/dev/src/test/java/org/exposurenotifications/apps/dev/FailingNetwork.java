// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between server and database that can fail. Thread-safe. */
final class FailingNetwork implements AutoCloseable {
  /** What becomes of what the server sends. */
  enum State {
    UP,
    /** Connections break, and new ones too. */
    DOWN,
    /** What is asked still arrives; then the connection breaks, before the answer. */
    ANSWERS_LOST
  }

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int database;
  private volatile State state = State.UP;

  FailingNetwork(int database) throws IOException {
    this.database = database;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  State become(State next) throws IOException {
    state = next;
    if (next == State.DOWN) {
      for (Socket socket : open) {
        socket.close();
      }
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    State _ = become(State.DOWN);
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket server = listener.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), database);
        open.add(server);
        open.add(behind);
        Thread.ofVirtual().start(() -> copy(server, behind, false));
        Thread.ofVirtual().start(() -> copy(behind, server, true));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void copy(Socket from, Socket to, boolean answers) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[16_384];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (state == State.DOWN || (answers && state == State.ANSWERS_LOST)) {
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException _) {
      // broken, as it should be
    }
  }
}
