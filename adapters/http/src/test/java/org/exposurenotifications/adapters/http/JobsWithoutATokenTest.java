// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.core.job.JobReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server bound to loopback without a token runs jobs for programs on its machine; a web page in a
 * browser there, and a stranger behind a proxy there, are refused.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobsWithoutATokenTest {
  private static final String POST = "POST /job HTTP/1.1\r\nContent-Length: 0\r\n";

  private final AtomicInteger runs = new AtomicInteger();
  private final Endpoints endpoints =
      Endpoints.NONE.withJob(
          "/job", () -> new JobReport("run " + runs.incrementAndGet(), List.of()));
  private final TestServer server = new TestServer(endpoints);

  @BeforeEach
  void reset() {
    runs.set(0);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: LocalHost:8080",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:8080",
        "Host: 127.255.254.9:1",
        "Host: [::1]",
        "Host: [::1]:65535",
        "Host: localhost:8080\r\nOrigin: http://localhost:8080",
        "Host: 127.0.0.1\r\nUser-Agent: curl/8\r\nAccept: */*"
      })
  void aProgramOnThisMachineStartsJobs(String headers) throws IOException {
    assertThat(call(server, POST + headers)).startsWith("HTTP/1.1 200 ");
    assertThat(runs).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: example.org",
        "Host: 192.0.2.1",
        "Host: 128.0.0.1",
        "Host: 0.0.0.0",
        "Host: [::]",
        "Host: [::2]",
        "Host: localhost.example.org",
        "Host: xlocalhost",
        "Host: localhost.",
        "Host: 127.0.0.1.example.org",
        "Host: 127.0.0.256",
        "Host: 127.0.1",
        "Host: 2130706433",
        "Host: localhost\r\nOrigin: null",
        "Host: localhost\r\nOrigin: https://example.org",
        "Host: localhost\r\nOrigin: https://localhost",
        "Host: localhost\r\nOrigin: http://localhost:8081",
        "Host: localhost\r\nOrigin:",
        "Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://example.org",
        "Host: localhost\r\nForwarded: for=192.0.2.1",
        "Host: localhost\r\nforwarded:",
        "Host: localhost\r\nX-Forwarded-For: 127.0.0.1",
        "Host: localhost\r\nx-forwarded-proto: https",
        "Host: localhost\r\nX-Forwarded-Host: localhost",
        "Host: localhost\r\nX-Real-IP: 192.0.2.1",
        "Host: localhost\r\nX-Client-IP: 192.0.2.1",
        "Host: localhost\r\nTrue-Client-IP: 192.0.2.1",
        "Host: localhost\r\nCF-Connecting-IP: 192.0.2.1",
        "Host: localhost\r\nVia: 1.1 proxy"
      })
  void aWebPageOrAProxyIsRefused(String headers) throws IOException {
    refuses(POST + headers);
  }

  @Test
  void onlyPostStartsJobs() throws IOException {
    refuses("GET /job HTTP/1.1\r\nHost: localhost");
    assertThat(server.get("/job").status()).isEqualTo(403);
    assertThat(runs).hasValue(0);
  }

  @Test
  void aRequestWithoutAHostIsRefused() throws IOException {
    refuses("POST /job HTTP/1.0\r\nContent-Length: 0");
  }

  @Test
  void noOtherHostStartsJobs() throws IOException {
    Random random = new Random(12);
    String alphabet = "0123456789.:[]abclohst-";
    for (int i = 0; i < 300; i++) {
      StringBuilder host =
          new StringBuilder(
              List.of("localhost", "127.0.0.1", "[::1]:80", "localhost:80").get(random.nextInt(4)));
      for (int change = random.nextInt(1, 3); change > 0; change--) {
        host.insert(
            random.nextInt(host.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int before = runs.get();
      String reply = call(server, POST + "Host: " + host);
      boolean loopback =
          host.toString()
              .matches("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1])(:\\d{1,5})?");

      assertThat(reply).as(host.toString()).matches("(?s)HTTP/1.1 (200|400|403) .*");
      assertThat(loopback || runs.get() == before).as(host.toString()).isTrue();
    }
  }

  @Test
  void aTokenIsGoodForAnyOfThem() throws IOException {
    try (TestServer guarded =
        new TestServer(TestServer.withJobToken("127.0.0.1", "s3cret"), endpoints)) {
      String token = "\r\nAuthorization: Bearer s3cret";
      assertThat(call(guarded, "GET /job HTTP/1.1\r\nHost: example.org" + token))
          .startsWith("HTTP/1.1 200 ");
      assertThat(call(guarded, POST + "Host: example.org\r\nX-Forwarded-For: 192.0.2.1" + token))
          .startsWith("HTTP/1.1 200 ");
      assertThat(call(guarded, POST + "Host: localhost")).startsWith("HTTP/1.1 401 ");
    }
    assertThat(runs).hasValue(2);
  }

  private void refuses(String head) throws IOException {
    assertThat(call(server, head)).startsWith("HTTP/1.1 403 ").contains("Set JOB_TOKEN");
    assertThat(runs).hasValue(0);
  }

  private static String call(TestServer server, String head) throws IOException {
    return server.raw(head + "\r\nConnection: close\r\n\r\n");
  }
}
