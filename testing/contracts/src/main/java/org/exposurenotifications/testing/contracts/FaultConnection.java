// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One client's connection, and the one to the server that goes with it. */
final class FaultConnection implements AutoCloseable {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket client;
  private final Socket server;
  private final FaultSchedule schedule;
  private final CannedReplies replies;
  private volatile boolean cutReply;

  FaultConnection(Socket client, Socket server, FaultSchedule schedule, CannedReplies replies) {
    this.client = client;
    this.server = server;
    this.schedule = schedule;
    this.replies = replies;
  }

  /** Until one side ends. */
  void serve() throws IOException {
    Thread answers = Thread.ofVirtual().start(this::passAnswers);
    try {
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (Optional<FaultRequest> request = FaultRequest.readHead(in);
          request.isPresent();
          request = FaultRequest.readHead(in)) {
        handle(request.get());
      }
    } finally {
      close();
      answers.interrupt();
    }
  }

  private void handle(FaultRequest request) throws IOException {
    Optional<Fault> fault = schedule.next(any -> any != Fault.CUT_UPLOAD || request.carriesMuch());
    OutputStream out = server.getOutputStream();
    if (fault.isEmpty()) {
      request.pass(out);
      return;
    }
    switch (fault.get()) {
      case RESET, REFUSED -> reset();
      case STALLED -> takeEverything();
      case CUT_REPLY -> {
        cutReply = true;
        request.pass(out);
      }
      case CUT_UPLOAD -> {
        request.passHalf(out);
        reset();
      }
      case THROTTLED, SERVER_ERROR, FORBIDDEN, EXPIRED_CREDENTIALS -> {
        if (request.awaitsContinue()) {
          answer(CONTINUE);
        }
        request.pass(OutputStream.nullOutputStream());
        answer(replies.of(fault.get()).bytes(!request.isHead()));
      }
    }
  }

  private void answer(byte[] bytes) throws IOException {
    client.getOutputStream().write(bytes);
    client.getOutputStream().flush();
  }

  private void takeEverything() throws IOException {
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void passAnswers() {
    byte[] buffer = new byte[1 << 14];
    try {
      InputStream in = server.getInputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        if (cutReply && !isInterim(buffer)) {
          answer(Arrays.copyOf(buffer, length / 2));
          close();
          return;
        }
        answer(Arrays.copyOf(buffer, length));
      }
      client.shutdownOutput();
    } catch (IOException _) {
      // the client has gone, or is made to believe that the server has
    }
  }

  private static boolean isInterim(byte[] answer) {
    return new String(answer, 0, 12, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 100");
  }

  /** As a server does that dies. */
  void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
      } catch (SocketException _) {
        // closed already
      }
    }
    close();
  }

  /** Idempotent. */
  @Override
  public void close() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException _) {
        // it is of no use any more
      }
    }
  }
}
