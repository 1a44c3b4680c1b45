// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;
import org.exposurenotifications.ports.blob.Blob;

/** Sends answers; those to HEAD without their content. */
final class AnswerWriter {
  private final Duration timeout;

  /**
   * @param timeout until the client has taken a file
   */
  AnswerWriter(Duration timeout) {
    this.timeout = timeout;
  }

  /** Sets status and headers, and returns what is left to be sent. */
  ByteBuffer prepare(Exchange exchange, Response response, Answer.Text text) {
    byte[] body = text.body().getBytes(StandardCharsets.US_ASCII);
    start(response, text, body.length);
    return isHead(exchange) ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(body);
  }

  void write(Exchange exchange, Response response, Answer.File file) throws IOException {
    Scheduler.Task deadline = exchange.cutOffAfter(timeout);
    try (Blob blob = file.blob()) {
      start(response, file, blob.length());
      if (isHead(exchange)) {
        Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
      } else {
        send(blob, response);
      }
    } finally {
      deadline.cancel();
    }
  }

  private static void start(Response response, Answer answer, long length) {
    response.setStatus(answer.status());
    answer.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put("Content-Length", length);
  }

  private static void send(Blob blob, Response response) throws IOException {
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      blob.content().transferTo(out);
    }
  }

  private static boolean isHead(Exchange exchange) {
    return exchange.method().equals("HEAD");
  }
}
