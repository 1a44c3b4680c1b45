// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {
  private enum Colour {
    RED,
    GREEN
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    var environment = new Environment(Map.of("EMPTY", ""));

    assertThat(environment.text("EMPTY", "x")).isEqualTo("x");
    assertThat(environment.flag("FLAG")).isFalse();
    assertThat(environment.number("NUMBER", 7, 1, 9)).isEqualTo(7);
    assertThat(environment.duration("WAIT", Duration.ofHours(1), Duration.ZERO)).hasHours(1);
    assertThat(environment.choice("COLOUR", Colour.GREEN)).isEqualTo(Colour.GREEN);
    environment.check();
  }

  @Test
  void whatIsSetIsRead() {
    var environment =
        new Environment(
            Map.of("FLAG", "TRUE", "NUMBER", "9", "WAIT", "90s", "COLOUR", "RED", "AAD", "AQI="));

    assertThat(environment.flag("FLAG")).isTrue();
    assertThat(environment.number("NUMBER", 7, 1, 9)).isEqualTo(9);
    assertThat(environment.duration("WAIT", Duration.ZERO, Duration.ofSeconds(90))).hasSeconds(90);
    assertThat(environment.choice("COLOUR", Colour.GREEN)).isEqualTo(Colour.RED);
    assertThat(environment.base64("AAD", "").toByteArray()).containsExactly(1, 2);
    environment.check();
  }

  @Test
  void whatWasAskedForIsKnownAlsoAfterSecretsAreResolved() {
    var environment = new Environment(Map.of("PORT", "80", "PROT", "81"));
    environment.number("PORT", 1, 1, 100);
    Environment resolved =
        environment.resolve(reference -> Optional.empty(), InstantSource.system());
    resolved.flag("MAINTENANCE_MODE");

    assertThat(resolved.asked())
        .contains("PORT", "MAINTENANCE_MODE", "SECRET_CACHE_TTL")
        .doesNotContain("PROT");
  }

  @Test
  void aProblemIsToldOnceHoweverOftenItIsMet() {
    var environment = new Environment(Map.of("PORT", "http", "PLACE", "secret://place"));
    environment.number("PORT", 1, 1, 2);
    environment.number("PORT", 1, 1, 2);
    environment.required("PLACE", "name one");
    assertThat(environment.text("PLACE")).isEmpty();

    assertThatThrownBy(environment::check)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong ->
                assertThat(wrong.problems())
                    .containsExactly(
                        "PORT is 'http' but has to be a whole number from 1 to 2",
                        "PLACE has to be literal: it is read before any secret can be"));
  }

  @Test
  void allProblemsAreToldAtOnceWithVariableFaultAndRemedy() {
    var environment =
        new Environment(
            Map.of(
                "FLAG", "yes", "NUMBER", "10", "WAIT", "5", "COLOUR", "red", "AAD", "***", "SHORT",
                "1500ms"));

    environment.flag("FLAG");
    environment.number("NUMBER", 7, 1, 9);
    environment.duration("WAIT", Duration.ZERO, Duration.ofSeconds(1));
    environment.choice("COLOUR", Colour.GREEN);
    environment.base64("AAD", "make one with openssl");
    environment.wholeSeconds("SHORT", Duration.ofSeconds(1), Duration.ofSeconds(1));
    environment.required("MISSING", "set it to something");

    assertThatThrownBy(environment::check)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            wrong ->
                assertThat(wrong.problems())
                    .containsExactly(
                        "FLAG is 'yes' but has to be true or false",
                        "NUMBER is '10' but has to be a whole number from 1 to 9",
                        "WAIT is '5' but has to be a duration such as 90s, 15m or 4h30m, at least 1s",
                        "COLOUR is 'red' but has to be one of RED, GREEN",
                        "AAD is not standard base64; make one with openssl",
                        "SHORT is '1500ms' but has to be a duration in whole seconds such as 90s,"
                            + " 15m or 4h, at least 1s",
                        "MISSING is not set; set it to something"));
  }

  @Test
  void aLongValueIsNotShownWhole() {
    var environment = new Environment(Map.of("PORT", "a-password-in-the-wrong-place"));
    environment.number("PORT", 1, 1, 2);

    assertThatThrownBy(environment::check).hasMessageNotContaining("password-in");
  }
}
