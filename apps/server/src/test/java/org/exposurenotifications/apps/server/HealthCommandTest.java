// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class HealthCommandTest {
  private final StringWriter err = new StringWriter();

  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aServerThatCanWorkIsWell() {
    answer(200, "{\"ok\":true}");

    assertThat(health(Map.of("PORT", port()))).isZero();
    assertThat(health(Map.of("PORT", port(), "BIND_ADDRESS", "127.0.0.1"))).isZero();
    assertThat(health(Map.of("PORT", port(), "BIND_ADDRESS", "::"))).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aServerThatCannotWorkSaysWhy() {
    answer(500, "{\"error\":\"The database does not answer.\"}");

    assertThat(health(Map.of("PORT", port()))).isEqualTo(1);
    assertThat(err.toString()).contains("answers 500: ", "The database does not answer.");
  }

  @Test
  void aServerThatIsNotThereIsNotWell() {
    String port = port();
    server.stop(0);

    assertThat(health(Map.of("PORT", port))).isEqualTo(1);
    assertThat(err.toString())
        .contains("http://127.0.0.1:" + port + "/health does not answer: Connection refused");
  }

  @Test
  void aPortThatIsNoneIsAProblemOfTheConfiguration() {
    assertThat(health(Map.of("PORT", "http"))).isEqualTo(2);
    assertThat(err.toString()).contains("PORT is 'http' but has to be a whole number");
  }

  private void answer(int status, String body) {
    server.createContext(
        "/health",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private String port() {
    return String.valueOf(server.getAddress().getPort());
  }

  private int health(Map<String, String> variables) {
    var program =
        new Program(
            new ServerCommand(),
            Map.of("health", () -> new CommandLine(new HealthCommand(variables))));
    CommandLine line = program.commandLine("health");
    line.setErr(new PrintWriter(err, true));
    return line.execute("health");
  }
}
