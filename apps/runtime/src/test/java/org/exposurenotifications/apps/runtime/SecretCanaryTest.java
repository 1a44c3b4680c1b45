// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever goes wrong with the value of a secret, nobody gets to read it. */
final class SecretCanaryTest {
  private static final String CANARY = "canary";
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private static final MemoryPlatform PLATFORM =
      new MemoryPlatform(
          Map.of(
              "short", CANARY,
              "json", "{\"a\": \"" + CANARY + "\", \"b\": {\"" + CANARY + "\": 1}, " + CANARY,
              "list", "1," + CANARY));

  private final ListAppender<ILoggingEvent> events = new ListAppender<>();
  private final Level before = ROOT.getLevel();

  @Test
  void aSecretOfTheWrongFormIsNotShown() {
    Environment environment = resolve(Map.of("A", "secret://short", "B", "x,secret://short"));
    environment.flag("A");
    environment.number("A", 1, 1, 2);
    environment.duration("A", Duration.ZERO, Duration.ZERO);
    environment.wholeSeconds("A", Duration.ZERO, Duration.ZERO);
    environment.choice("A", Role.PUBLISH);
    environment.choice("B", Role.PUBLISH);
    environment.base64("B", "");

    assertThat(told(environment))
        .contains("A is a secret but has to be true or false", "B is a secret but has to be one of")
        .doesNotContain(CANARY);
  }

  @Test
  void aSecretInEverySettingOfTheServerIsNotShown() {
    Map<String, String> variables = new TreeMap<>();
    for (String name :
        new String[] {
          "PORT",
          "BIND_ADDRESS",
          "MAINTENANCE_MODE",
          "MAX_KEYS_ON_PUBLISH",
          "TRUNCATE_WINDOW",
          "DEFAULT_REGION",
          "REVISION_TOKEN_AAD",
          "REVISION_TOKEN_KEY_ID",
          "CLEANUP_TTL",
          "EXPORT_FILE_MAX_RECORDS",
          "REVISION_KEY_CACHE_DURATION"
        }) {
      variables.put(name, "secret://short");
    }
    Environment environment = resolve(variables);
    new SettingsReader(environment).read(EnumSet.allOf(Role.class), "0.0.0.0", 8080);

    assertThat(told(environment))
        .contains("PORT is a secret", "BIND_ADDRESS")
        .doesNotContain(CANARY);
  }

  @Test
  void aSecretThatIsNoJsonIsNotQuoted() {
    for (String path : new String[] {"b.c", "c", "a.b", "short"}) {
      assertThat(told(resolve(Map.of("A", "secret://json?json=" + path)))).doesNotContain(CANARY);
      assertThat(told(resolve(Map.of("A", "secret://short?json=" + path))))
          .contains("A: the secret 'short' has no text")
          .doesNotContain(CANARY);
    }
  }

  @Test
  void theTextOfASecretDoesNotHoldIt() {
    Environment environment = resolve(Map.of("A", "secret://short"));
    assertThat(environment.text("A")).hasValue(CANARY);
    assertThat(environment.secret("A").get().toString()).doesNotContain(CANARY);
  }

  @BeforeEach
  void listen() {
    events.start();
    ROOT.addAppender(events);
    ROOT.setLevel(Level.TRACE);
  }

  @AfterEach
  void nothingWasLogged() {
    ROOT.info("the appender works");
    ROOT.setLevel(before);
    ROOT.detachAppender(events);
    assertThat(events.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("the appender works")
        .noneMatch(line -> line.contains(CANARY));
  }

  private static Environment resolve(Map<String, String> variables) {
    return new Environment(variables)
        .resolve(PLATFORM.secrets(), InstantSource.fixed(Instant.EPOCH));
  }

  private static String told(Environment environment) {
    environment.text("A");
    StringWriter trace = new StringWriter();
    catchThrowable(environment::check).printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
