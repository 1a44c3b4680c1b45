// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs without a token are for this machine, and not for pages that its browser shows. */
final class JobsTest {
  private final ServerProcess server = SharedDev.server();

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void thisMachineMayRunThem(String host) {
    assertThat(call("POST", host + ":" + server.port(), "").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 127.0.0.1",
    "HEAD, 127.0.0.1",
    "POST, evil.example",
    "POST, 127.0.0.1.evil.example",
    "POST, localhost.evil.example",
    "POST, 10.0.0.1"
  })
  void noOtherHostOrMethodMay(String method, String host) {
    assertThat(call(method, host + ":" + server.port(), "").status()).isBetween(400, 499);
    assertThat(call(method, host, "").status()).isBetween(400, 499);
  }

  @Test
  void noPageMay() {
    String host = "127.0.0.1:" + server.port();
    assertThat(call("POST", host, "Origin: https://evil.example\r\n").status()).isBetween(400, 499);
    assertThat(call("POST", host, "Origin: null\r\n").status()).isBetween(400, 499);
  }

  private Reply call(String method, String host, String headers) {
    return Wire.exchange(
        server.port(),
        "%s /jobs/create-batches HTTP/1.1\r\nHost: %s\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(method, host, headers));
  }
}
