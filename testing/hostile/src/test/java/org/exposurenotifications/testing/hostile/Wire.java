// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Bytes to a server on this machine, and whatever comes back. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire to(int port) throws IOException {
    return to(port, PATIENCE_MILLIS);
  }

  static Wire to(int port, int connectMillis) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), connectMillis);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
    return new Wire(socket);
  }

  /** One request on its own connection, which the server closes after its answer. */
  static Reply exchange(int port, String request) {
    return exchange(port, request, false);
  }

  /** As before, from a client that says that nothing follows. */
  static Reply lastWords(int port, String request) {
    return exchange(port, request, true);
  }

  private static Reply exchange(int port, String request, boolean last) {
    try (Wire wire = to(port)) {
      try {
        wire.send(request);
        if (last) {
          wire.socket.shutdownOutput();
        }
      } catch (IOException _) {
        // a server may answer and close before it has read everything
      }
      return wire.rest();
    } catch (IOException e) {
      return new Reply(0, e.toString());
    }
  }

  static Reply get(int port, String target) {
    return exchange(
        port,
        "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n");
  }

  /** An upload's head, without the empty line. */
  static String head(String... headers) {
    return "POST /v1/publish HTTP/1.1\r\nHost: keys.example\r\n"
        + String.join("\r\n", headers)
        + "\r\n";
  }

  static Reply publish(int port, String body) {
    return post(port, "/v1/publish", body);
  }

  static Reply post(int port, String target, String body) {
    return exchange(
        port,
        head(
                    "Content-Type: application/json",
                    "Connection: close",
                    "Content-Length: " + body.length())
                .replace("/v1/publish", target)
            + "\r\n"
            + body);
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** All that comes until the connection ends. */
  Reply rest() {
    var bytes = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      in.transferTo(bytes);
    } catch (IOException _) {
      // a reset ends it too
    }
    return Reply.of(bytes.toString(ISO_8859_1));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
