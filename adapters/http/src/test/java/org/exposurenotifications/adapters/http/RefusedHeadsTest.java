// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Heads that two servers in a row may read differently. Each is refused with a bare status, and
 * what follows on the connection is not read as a request.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedHeadsTest {
  private static final String LINE = "POST /v1/publish HTTP/1.1\r\n";
  private static final String JSON = "Host: h\r\nContent-Type: application/json\r\n";
  private static final String NEXT =
      LINE + JSON + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
  private static final String CHUNKS = "2\r\n{}\r\n0\r\n\r\n";

  private final AtomicInteger published = new AtomicInteger();
  private final TestServer server =
      new TestServer(
          TestServer.publishing(_ -> {
            published.incrementAndGet();
            return TestServer.ACCEPTED;
          }));

  @BeforeEach
  void reset() {
    published.set(0);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\nX: y\r\n\r\n{}",
        "Content-Length: 2\r\n\n{}",
        "Content-Length: 2\n\n{}",
        "X: y\nContent-Length: 2\r\n\r\n{}",
        "X: y\rContent-Length: 2\r\n\r\n{}",
        "X: y\u0000z\r\nContent-Length: 2\r\n\r\n{}",
        "X: y\r\n folded\r\nContent-Length: 2\r\n\r\n{}",
        "X: y\r\n\tfolded\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: \r\n 2\r\n\r\n{}",
        "Content-Length : 2\r\n\r\n{}",
        "Content-Length\t: 2\r\n\r\n{}",
        " Content-Length: 2\r\n\r\n{}",
        "Content-Length\r\nContent-Length: 2\r\n\r\n{}",
        ": 2\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2\r\nContent-Length: 0\r\n\r\n{}",
        "Content-Length: 2, 2\r\n\r\n{}",
        "Content-Length: 0x2\r\n\r\n{}",
        "Content-Length: +2\r\n\r\n{}",
        "Content-Length: -2\r\n\r\n{}",
        "Content-Length: -0\r\n\r\n{}",
        "Content-Length: 2 2\r\n\r\n{}",
        "Content-Length: \r\n\r\n{}",
        "Content-Length: \"2\"\r\n\r\n{}",
        "Content-Length: 99999999999999999999\r\n\r\n{}",
        "Host: h\r\nContent-Length: 2\r\n\r\n{}",
        "Host: other\r\nContent-Length: 2\r\n\r\n{}"
      })
  void lengthsAndLinesThatAreNotPlain(String rest) throws IOException {
    refuses(LINE + JSON + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: identity\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n",
        "Transfer-Encoding: identity, chunked\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n",
        "Transfer-Encoding: chunked, chunked\r\n\r\n",
        "Transfer-Encoding: , chunked\r\n\r\n",
        "Transfer-Encoding: chunked,\r\n\r\n",
        "Transfer-Encoding: \"chunked\"\r\n\r\n",
        "Transfer-Encoding: chunked;q=1\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n",
        "Transfer-Encoding: chunkedx\r\n\r\n",
        "Transfer-Encoding: \u000bchunked\r\n\r\n",
        "Transfer-Encoding: identity\r\n\r\n",
        "Transfer-Encoding: gzip\r\n\r\n",
        "Transfer-Encoding: \r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n",
        "Transfer-Encoding: chunked\nX: y\r\n\r\n",
        "Transfer-Encoding:\r\n chunked\r\n\r\n"
      })
  void codingsButOneChunked(String rest) throws IOException {
    refuses(LINE + JSON + rest + CHUNKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/publish HTTP/1.0\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS,
        "POST /v1/publish HTTP/1.1\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST /v1/publish HTTP/1.1 \r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST\t/v1/publish HTTP/1.1\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        " POST /v1/publish HTTP/1.1\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "\nPOST /v1/publish HTTP/1.1\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST /v1/publish HTTP/1.2\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST /v1/publish HTTP/2.0\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST /v1/publish HTTP/1.10\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST /v1/publish HTTP/0.9\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST /v1/publish\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST http://other/v1/publish HTTP/1.1\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "POST //other/v1/publish HTTP/1.1\r\n" + JSON + "Content-Length: 2\r\n\r\n{}",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        LINE + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        LINE + "Host: a, b\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        LINE + "Host: a b\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        LINE + "Host: a@b\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
      })
  void requestLinesAndHostsThatAreNotPlain(String request) throws IOException {
    refuses(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2\n{}\r\n0\r\n\r\n",
        "2\r\n{}\n0\r\n\r\n",
        "2\r\n{}\r\n0\n\r\n",
        "2\r\n{}\r\n0\r\n\n",
        "2;x\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "+2\r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        " 2\r\n{}\r\n0\r\n\r\n",
        "2 \r\n{}\r\n0\r\n\r\n",
        "\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}0\r\n\r\n",
        "100000002\r\n{}\r\n0\r\n\r\n",
        "10000000000000002\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}\r\n0\r\nContent-Length : 1\r\n\r\n"
      })
  void chunksThatAreNotPlain(String body) throws IOException {
    refuses(LINE + JSON + "Transfer-Encoding: chunked\r\n\r\n" + body);
  }

  @Test
  void plainHeadsAreNotRefused() throws IOException {
    for (String request :
        new String[] {
          NEXT,
          "\r\n" + NEXT,
          LINE.replace("/v1", "http://h/v1") + JSON + "Content-Length: 2\r\n\r\n{}",
          LINE + JSON + "X:y\r\nContent-Length:2\r\n\r\n{}",
          LINE + JSON + "X: \t y \t \r\ncontent-length: \t 2 \t\r\n\r\n{}",
          LINE + JSON + "TRANSFER-ENCODING: CHUNKED\r\n\r\n02;a=\"b\"\r\n{}\r\n0\r\nX: y\r\n\r\n",
          LINE + JSON + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
          "POST /v1/publish HTTP/1.0\r\n" + JSON + "Content-Length: 2\r\n\r\n{}"
        }) {
      reset();
      assertThat(server.raw(request)).as(request).startsWith("HTTP/1.1 200 ");
      assertThat(published).as(request).hasValue(1);
    }
  }

  private void refuses(String request) throws IOException {
    String reply = server.raw(request + NEXT);

    assertThat(reply).matches("HTTP/1\\.1 (400|426|501|505) [^\\n]*\\r\\n([^\\n]+\\r\\n)*\\r\\n");
    assertThat(published).hasValue(0);
  }
}
