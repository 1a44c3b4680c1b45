// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A request of HTTP/1.1 whose head is read and whose body is still to come.
 *
 * @param head with the empty line at its end
 * @param in where the body follows
 */
record FaultRequest(String head, InputStream in) {
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");
  private static final int MUCH = 1024;

  /** Empty if the client has no further request. */
  static Optional<FaultRequest> readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      head.append((char) next);
    }
    return Optional.of(new FaultRequest(head.toString(), in));
  }

  boolean isHead() {
    return head.startsWith("HEAD ");
  }

  boolean awaitsContinue() {
    return lowerCase().contains("\r\nexpect: 100-continue");
  }

  /** Whether there is a body to be cut. */
  boolean carriesMuch() {
    return isChunked() || length() >= MUCH;
  }

  void pass(OutputStream out) throws IOException {
    out.write(bytes(head));
    out.flush();
    if (isChunked()) {
      for (int length = passChunk(out); length > 0; length = passChunk(out)) {}
    } else {
      pass(length(), out);
    }
    out.flush();
  }

  /** The first chunk counts as half of those that come in chunks. */
  void passHalf(OutputStream out) throws IOException {
    out.write(bytes(head));
    out.flush();
    if (isChunked()) {
      int _ = passChunk(out);
    } else {
      pass(length() / 2, out);
    }
    out.flush();
  }

  private int passChunk(OutputStream out) throws IOException {
    String line = readLine();
    int length = Integer.parseInt(line.split(";", 2)[0].strip(), 16);
    out.write(bytes(line));
    pass(length, out);
    out.write(bytes(readLine()));
    return length;
  }

  private void pass(long length, OutputStream out) throws IOException {
    for (long left = length; left > 0; ) {
      byte[] part = in.readNBytes((int) Math.min(left, 1 << 14));
      if (part.length == 0) {
        throw new EOFException("the client left in the middle of its request");
      }
      out.write(part);
      left -= part.length;
    }
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.indexOf("\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the client left in the middle of a line");
      }
      line.append((char) next);
    }
    return line.toString();
  }

  private boolean isChunked() {
    return lowerCase().contains("\r\ntransfer-encoding: chunked\r\n");
  }

  private long length() {
    return LENGTH
        .matcher(lowerCase())
        .results()
        .map((MatchResult match) -> Long.parseLong(match.group(1)))
        .findFirst()
        .orElse(0L);
  }

  private String lowerCase() {
    return head.toLowerCase(Locale.ROOT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
