// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.Environment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks the server of this machine how it is. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = {
      "Ask the server that runs on this machine whether it can work, for the health check of a"
          + " container. Exits 1, and says what is wrong, if it cannot or does not answer.",
      "Configured by PORT and BIND_ADDRESS, as serve is."
    })
final class HealthCommand implements Callable<Integer> {
  private static final int PATIENCE_MILLIS = 5000;
  private static final int LONGEST_ANSWER = 10_000;

  private final Map<String, String> variables;

  @Spec CommandSpec spec;

  HealthCommand() {
    this(System.getenv());
  }

  HealthCommand(Map<String, String> variables) {
    this.variables = variables;
  }

  @Override
  public Integer call() throws IOException {
    var environment = new Environment(variables);
    int port = environment.number("PORT", 8080, 1, 65_535);
    String host = host(environment.text("BIND_ADDRESS", "0.0.0.0"));
    environment.check();
    Optional<String> problem = ask(URI.create("http://" + host + ":" + port + "/health"));
    problem.ifPresent(text -> spec.commandLine().getErr().println("keyserver: " + text));
    return problem.isEmpty() ? 0 : 1;
  }

  /** Who listens on every address listens on this one too. */
  private static String host(String bound) throws UnknownHostException {
    InetAddress address = InetAddress.getByName(bound);
    if (address.isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    String text = address.getHostAddress();
    return text.contains(":") ? "[" + text + "]" : text;
  }

  private static Optional<String> ask(URI health) throws IOException {
    var connection = (HttpURLConnection) health.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    try {
      int status = connection.getResponseCode();
      return status == HttpURLConnection.HTTP_OK
          ? Optional.empty()
          : Optional.of(health + " answers " + status + ": " + body(connection));
    } catch (IOException failure) {
      return Optional.of(health + " does not answer: " + failure.getMessage());
    } finally {
      connection.disconnect();
    }
  }

  private static String body(HttpURLConnection connection) throws IOException {
    try (InputStream error = connection.getErrorStream()) {
      return error == null
          ? "nothing"
          : new String(error.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
    }
  }
}
