// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.installations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.testing.standins.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The units of one machine. */
final class UnitsTest {
  private static final List<String> SERVICES =
      List.of("keyserver-migrate.service", "keyserver-run@.service", "keyserver@.service");

  @TempDir Path folder;

  /** Here the program is where it is written; systemd-analyze looks whether there is one. */
  @BeforeEach
  void copyTheUnits() throws IOException {
    for (String unit : Project.names("apps/onprem/systemd", "(.+\\.(?:service|timer))")) {
      String text = Project.read(Project.file("apps/onprem/systemd/" + unit));
      Files.writeString(
          folder.resolve(unit),
          text.replace(
              "/opt/keyserver/bin/keyserver",
              Project.file("apps/onprem/systemd/keyserver").toString()));
    }
  }

  @Test
  void systemdTakesThem() {
    assertThat(verify()).isEqualTo(new Tool.Outcome(0, "", ""));
  }

  @Test
  void systemdWouldNotTakeOthers() throws IOException {
    Path unit = folder.resolve("keyserver@.service");
    Files.writeString(unit, Files.readString(unit).replace("ProtectHome=", "ProtectHom="));
    assertThat(verify().errors()).contains("ProtectHom");
  }

  @Test
  void theyAreExposedToLittle() {
    for (String unit : List.of("keyserver@publish.service", "keyserver-run@do-work.service")) {
      // of 100
      assertThat(analyze("security", "--offline=true", "--threshold=15", unit).exitCode()).isZero();
    }
  }

  @Test
  void theirSandboxesAreTheSame() {
    assertThat(SERVICES)
        .extracting(UnitsTest::sandbox)
        .allMatch(sandbox -> sandbox.equals(sandbox(SERVICES.getFirst())))
        .allMatch(sandbox -> sandbox.size() > 25);
  }

  @Test
  void aServerIsStartedAfterTheTablesAndLeftTimeToFinish() {
    Unit server = Unit.read("keyserver@.service");
    assertThat(server.value("Unit", "Requires")).isEqualTo("keyserver-migrate.service");
    assertThat(server.section("Unit").get("After")).contains("keyserver-migrate.service");
    assertThat(server.value("Service", "ExecStart"))
        .isEqualTo("/opt/keyserver/bin/keyserver serve %i");
    assertThat(Integer.parseInt(server.value("Service", "TimeoutStopSec")))
        .isGreaterThanOrEqualTo(8 + 5 + 5);
    // configuration that is wrong stays wrong
    assertThat(server.value("Service", "RestartPreventExitStatus")).isEqualTo("2");
  }

  @ParameterizedTest
  @EnumSource
  void everyJobHasATimerThatComesAsOftenAsItShould(Job job) {
    Unit timer = Unit.read("keyserver-" + job.text() + ".timer");
    assertThat(Periods.ofCalendar(timer.value("Timer", "OnCalendar"))).isEqualTo(job.period());
    assertThat(timer.value("Timer", "Unit")).isEqualTo("keyserver-run@" + job.text() + ".service");
    assertThat(Project.names("apps/onprem/systemd", "(.+)\\.timer")).hasSize(Job.values().length);
  }

  private static Map<String, List<String>> sandbox(String file) {
    Map<String, List<String>> settings = new TreeMap<>(Unit.read(file).section("Service"));
    settings
        .keySet()
        .removeIf(key ->
            key.matches("Type|Exec.*|Restart.*|Timeout.*|RemainAfterExit|SuccessExitStatus")
                && !key.startsWith("RestrictA"));
    settings.remove("EnvironmentFile");
    return settings;
  }

  private Tool.Outcome verify() {
    return analyze(
        Stream.concat(
                Stream.of("verify", "--man=no", "keyserver@publish.service"),
                Stream.of(Job.values())
                    .flatMap(job ->
                        Stream.of(
                            "keyserver-run@" + job.text() + ".service",
                            "keyserver-" + job.text() + ".timer")))
            .toArray(String[]::new));
  }

  private Tool.Outcome analyze(String... arguments) {
    // the system's own units come after these
    return Tool.systemdAnalyze()
        .run(folder, Map.of("SYSTEMD_UNIT_PATH", folder + ":"), List.of(arguments));
  }
}
