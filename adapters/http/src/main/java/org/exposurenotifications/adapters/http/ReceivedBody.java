// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.IO;

/**
 * A request's body. It takes as much memory as has come in, or twice that while it grows, whatever
 * length was announced.
 */
final class ReceivedBody {
  /**
   * Of a body that is too long so much is taken off the line, so that the client gets to read the
   * refusal.
   */
  private static final int MAX_READ = 5 * Exchange.MAX_BODY;

  private byte[] bytes = {};
  private int length;

  private ReceivedBody() {}

  /**
   * Reads a body to its end; while the client keeps the server waiting, it counts among the bodies
   * in progress.
   *
   * @throws IOException if the client went away, or was cut off
   */
  static ReceivedBody of(Request request, Bodies bodies) throws IOException {
    ReceivedBody body = new ReceivedBody();
    if (!body.readWhatIsThere(request)) {
      body.readOn(request, bodies);
    }
    return body;
  }

  /** The text, whatever is no UTF-8 being replaced; empty if the body is too long. */
  Optional<String> text() {
    return length > Exchange.MAX_BODY
        ? Optional.empty()
        : Optional.of(new String(bytes, 0, length, StandardCharsets.UTF_8));
  }

  private void readOn(Request request, Bodies bodies) throws IOException {
    EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
    Object peer = Peer.of(connection.getRemoteSocketAddress());
    Bodies.Body inProgress = bodies.open(peer, bytes.length, connection::close);
    try {
      boolean complete = false;
      while (!complete) {
        try (Blocker.Runnable more = Blocker.runnable()) {
          request.demand(more);
          more.block();
        }
        int before = length;
        complete = readWhatIsThere(request);
        inProgress.received(length - before, bytes.length);
      }
    } finally {
      inProgress.close();
    }
  }

  /** Returns whether that was the end. */
  private boolean readWhatIsThere(Request request) throws IOException {
    for (Content.Chunk chunk = request.read(); chunk != null; chunk = request.read()) {
      if (Content.Chunk.isFailure(chunk)) {
        throw IO.rethrow(chunk.getFailure());
      }
      add(chunk.getByteBuffer());
      chunk.release();
      if (chunk.isLast() || length > MAX_READ) {
        return true;
      }
    }
    return false;
  }

  private void add(ByteBuffer more) {
    int count = more.remaining();
    int sum = length + count;
    if (sum > Exchange.MAX_BODY) {
      bytes = new byte[0];
    } else {
      if (sum > bytes.length) {
        // most bodies come in one piece
        int size = length == 0 ? sum : Math.min(Exchange.MAX_BODY, 2 * sum);
        bytes = Arrays.copyOf(bytes, size);
      }
      more.get(bytes, length, count);
    }
    length = sum;
  }
}
