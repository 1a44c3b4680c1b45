// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.runtime.Logs;
import org.exposurenotifications.ports.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Whoever looks for a fault with {@code LOG_LEVEL=DEBUG} must not publish a session. */
@Isolated("it takes the error stream of the process")
final class SignerLogTest {
  private static final String SESSION = "canary-of-a-session";
  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "aws.accessKeyId", "id",
          "aws.secretAccessKey", "canary-of-a-key",
          "aws.sessionToken", SESSION);

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void logEverything() {
    CREDENTIALS.forEach(System::setProperty);
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    Logs.configure("DEBUG", true);
  }

  @AfterEach
  void restore() {
    System.setErr(err);
    Logs.configure("ERROR", true);
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }

  @Test
  void aTokenForTheDatabaseIsSignedInSilence() {
    var environment = new Environment(Map.of("AWS_REGION", "eu-central-1"));
    try (Platform platform = AwsPlatformReader.read(environment)) {
      String token =
          platform
              .databaseCredentials()
              .orElseThrow()
              .issue("db.example", 5432, "keyserver")
              .secret()
              .reveal();
      assertThat(token).contains(SESSION);
      LoggerFactory.getLogger(SignerLogTest.class).debug("logged");
    }
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("logged")
        .doesNotContain(SESSION, "canary-of-a-key", "X-Amz-Signature");
  }
}
