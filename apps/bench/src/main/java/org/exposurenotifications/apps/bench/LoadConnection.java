// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One kept-alive connection of a client that does as little as possible. Not thread-safe. */
final class LoadConnection implements AutoCloseable {
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(US_ASCII);
  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] INSERTED = "\"insertedExposures\":".getBytes(US_ASCII);
  private static final byte[] RETRY_AFTER = "\r\nretry-after: ".getBytes(US_ASCII);

  private final SocketChannel channel;
  private final byte[] head;
  private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 17);
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);

  LoadConnection(URI server) throws IOException {
    channel = SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    head =
        ("POST /v1/publish HTTP/1.1\r\nHost: "
                + server.getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: ")
            .getBytes(US_ASCII);
  }

  /**
   * Sends an upload and reads the answer to its end.
   *
   * @return the status of HTTP, or its negative if it is 200 but not every key was new, or 503
   *     without the time to come back
   */
  int send(ByteBuffer body, int keys) throws IOException {
    return send(body, keys, "");
  }

  /** The bytes of the last answer, its status line and headers included. */
  int lastSize() {
    return in.position();
  }

  /**
   * @param fields further headers, each with its line end
   */
  int send(ByteBuffer body, int keys, String fields) throws IOException {
    out.clear();
    out.put(head)
        .put((body.remaining() + "\r\n" + fields + "\r\n").getBytes(US_ASCII))
        .put(body)
        .flip();
    while (out.hasRemaining()) {
      int _ = channel.write(out);
    }
    in.clear();
    int headEnd = -1;
    while (headEnd < 0) {
      read();
      headEnd = find(HEAD_END, 0, in.position());
    }
    int begin = headEnd + HEAD_END.length;
    int end = begin + number(find(LENGTH, 0, headEnd) + LENGTH.length);
    while (in.position() < end) {
      read();
    }
    int status = number("HTTP/1.1 ".length());
    int inserted = find(INSERTED, begin, end);
    boolean complete =
        switch (status) {
          case 200 -> inserted >= 0 && number(inserted + INSERTED.length) == keys;
          case 503 -> find(RETRY_AFTER, 0, headEnd) >= 0;
          default -> true;
        };
    return complete ? status : -status;
  }

  private void read() throws IOException {
    if (channel.read(in) < 0) {
      throw new EOFException("the server closed the connection");
    }
  }

  /** The digits at a place, after blanks. */
  private int number(int at) {
    int place = at;
    while (in.get(place) == ' ') {
      place++;
    }
    int number = 0;
    for (byte digit = in.get(place); digit >= '0' && digit <= '9'; digit = in.get(++place)) {
      number = number * 10 + digit - '0';
    }
    return number;
  }

  /** Where the bytes are, whatever the case of letters; -1 if nowhere. */
  private int find(byte[] wanted, int from, int to) {
    for (int i = from; i <= to - wanted.length; i++) {
      int j = 0;
      while (j < wanted.length && lower(in.get(i + j)) == lower(wanted[j])) {
        j++;
      }
      if (j == wanted.length) {
        return i;
      }
    }
    return -1;
  }

  private static int lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
