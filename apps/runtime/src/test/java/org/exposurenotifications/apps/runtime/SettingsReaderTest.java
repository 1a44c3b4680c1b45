// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.publish.PublishSettings;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.ports.exposure.Region;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {
  private static final Map<String, String> LEAST =
      Map.of(
          "REVISION_TOKEN_KEY_ID",
          "token",
          "REVISION_TOKEN_AAD",
          "AQID",
          "JOB_TOKEN",
          "open-sesame");

  @Test
  void defaultsAreTheDocumentedOnes() {
    Settings settings = read(LEAST, EnumSet.allOf(Role.class));

    assertThat(settings.publish()).isEqualTo(PublishSettings.DEFAULT);
    assertThat(settings.export()).isEqualTo(ExportSettings.DEFAULT);
    assertThat(settings.retention()).isEqualTo(RetentionSettings.DEFAULT);
    assertThat(settings.token().minLength()).isEqualTo(28);
    assertThat(settings.token().cacheDuration()).hasMinutes(1);
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().paddingMin()).isEqualTo(1024);
    assertThat(settings.http().answerQuantum()).hasMillis(50);
  }

  @Test
  void everySettingCanBeChanged() {
    var variables = new TreeMap<>(LEAST);
    variables.putAll(
        Map.of(
            "TRUNCATE_WINDOW", "1s",
            "MIN_WINDOW_AGE", "2s",
            "EXPORT_FILE_MIN_RECORDS", "50",
            "EXPORT_FILE_MAX_RECORDS", "70",
            "DEFAULT_REGION", "us",
            "MAX_KEYS_ON_PUBLISH", "20",
            "MAINTENANCE_MODE", "true",
            "PORT", "0"));

    Settings settings = read(variables, EnumSet.allOf(Role.class));

    assertThat(settings.publish().truncateWindow()).hasSeconds(1);
    assertThat(settings.export().truncateWindow()).hasSeconds(1);
    assertThat(settings.export().minWindowAge()).hasSeconds(2);
    assertThat(settings.export().minRecords()).isEqualTo(50);
    assertThat(settings.export().maxRecords()).isEqualTo(70);
    assertThat(settings.publish().defaultRegion()).contains(new Region("US"));
    assertThat(settings.publish().maxKeys()).isEqualTo(20);
    assertThat(settings.http().maintenance()).isTrue();
    assertThat(settings.http().port()).isZero();
  }

  @Test
  void aShortRetentionIsRefusedUnlessForTests() {
    var variables = new TreeMap<>(LEAST);
    variables.put("CLEANUP_TTL", "239h");
    assertThatThrownBy(() -> read(variables, Set.of(Role.CLEANUP)))
        .hasMessageContaining("CLEANUP_TTL is below 240h");

    variables.put("DEBUG_OVERRIDE_CLEANUP_MIN_DURATION", "true");
    assertThat(read(variables, Set.of(Role.CLEANUP)).retention().ttl())
        .isEqualTo(Duration.ofHours(239));
  }

  @Test
  void theQuantumOfAnswersIsOffOrWithinItsBounds() {
    for (String good : List.of("0", "0s", "1ms", "50ms", "5s")) {
      assertThat(quantum(good)).isEqualTo(GoDuration.parse(good).orElseThrow());
    }
    for (String bad : List.of("999us", "5001ms", "-50ms", "50", "soon")) {
      assertThatThrownBy(() -> quantum(bad))
          .hasMessageContaining(
              "PUBLISH_ANSWER_QUANTUM is '" + bad + "' but has to be 0 to answer uploads at once");
    }
  }

  private static Duration quantum(String text) {
    var variables = new TreeMap<>(LEAST);
    variables.put("PUBLISH_ANSWER_QUANTUM", text);
    return read(variables, Set.of(Role.PUBLISH)).http().answerQuantum();
  }

  @Test
  void jobsThatAnybodyCouldReachNeedAToken() {
    assertThatThrownBy(() -> read(Map.of(), Set.of(Role.EXPORT)))
        .hasMessageContaining("JOB_TOKEN is not set, but whoever reaches 0.0.0.0");
    assertThat(read(Map.of("BIND_ADDRESS", "127.0.0.1"), Set.of(Role.EXPORT)).http().jobToken())
        .isEmpty();
  }

  @Test
  void aRoleAsksForNothingThatItDoesNotNeed() {
    assertThat(read(Map.of("JOB_TOKEN", "x"), Set.of(Role.CLEANUP)).roles())
        .containsExactly(Role.CLEANUP);
  }

  private static Settings read(Map<String, String> variables, Set<Role> roles) {
    var environment = new Environment(variables);
    Settings settings = new SettingsReader(environment).read(roles, "0.0.0.0", 8080);
    environment.check();
    return settings;
  }
}
