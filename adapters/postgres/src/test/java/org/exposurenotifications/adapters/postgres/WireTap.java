// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between driver and server, and counts what passes; plain connections only. */
final class WireTap implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicLong roundTrips = new AtomicLong();
  private final AtomicLong bytesReceived = new AtomicLong();
  private final String host;
  private final int port;

  WireTap(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How often the driver asked the server to answer: Query and Sync messages. */
  long roundTrips() {
    return roundTrips.get();
  }

  long bytesReceived() {
    return bytesReceived.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket driver = listener.accept();
        Socket server = new Socket(host, port);
        Thread.ofVirtual().start(() -> forward(driver, server));
        Thread.ofVirtual().start(() -> backward(server, driver));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void forward(Socket driver, Socket server) {
    try (driver;
        server) {
      DataInputStream in = new DataInputStream(driver.getInputStream());
      DataOutputStream out = new DataOutputStream(server.getOutputStream());
      copyBody(in, out);
      while (true) {
        int type = in.readUnsignedByte();
        out.writeByte(type);
        copyBody(in, out);
        if (type == 'Q' || type == 'S') {
          roundTrips.incrementAndGet();
        }
      }
    } catch (IOException _) {
      // one of them closed
    }
  }

  /** A length that counts itself, and the rest. */
  private static void copyBody(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    byte[] body = in.readNBytes(length - Integer.BYTES);
    out.writeInt(length);
    out.write(body);
    out.flush();
  }

  private void backward(Socket server, Socket driver) {
    try (server;
        driver) {
      InputStream in = server.getInputStream();
      OutputStream out = driver.getOutputStream();
      byte[] buffer = new byte[16_384];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytesReceived.addAndGet(read);
        out.write(buffer, 0, read);
      }
    } catch (IOException _) {
      // one of them closed
    }
  }
}
