// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The whole server in a process of its own, stopped in every way there is. */
@Execution(ExecutionMode.CONCURRENT)
final class DevTest {
  private static final Map<String, String> QUICK =
      Map.of("TRUNCATE_WINDOW", "1s", "MIN_WINDOW_AGE", "1s", "EXPORT_FILE_MIN_RECORDS", "20");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InstantSource clock = InstantSource.system();

  @TempDir Path folder;

  @Test
  void whatWasAcceptedOutlivesAStopInOrderAndAKill() throws Exception {
    Path config = configuration("1s");
    Path data = folder.resolve("data");
    List<TemporaryExposureKey> keys;
    Optional<String> token;
    try (var dev = dev(data, config)) {
      URI server = dev.address();
      TestApp app = TestApp.of(folder);
      keys = app.keys(clock.instant());
      PublishAnswer answer = publish(app, server, keys, ReportType.LIKELY, Optional.empty());
      assertThat(answer.insertedExposures()).isEqualTo(keys.size());
      token = answer.revisionToken();
      await(app, server, keys, false);

      List<ProcessHandle> database = TestProcess.database(data);
      assertThat(database).anyMatch(TestProcess::isRunning);
      assertThat(dev.terminate()).isLessThan(Duration.ofSeconds(10));
      assertThat(database).noneMatch(TestProcess::isRunning);
    }
    try (var dev = dev(data, config)) {
      URI server = dev.address();
      TestApp app = TestApp.of(folder);
      assertThat(app.published(server, false)).containsAll(bytes(keys));
      publish(app, server, keys, ReportType.CONFIRMED, token);
      dev.kill();
    }
    try (var dev = dev(data, config)) {
      URI server = dev.address();
      TestApp app = TestApp.of(folder);
      await(app, server, keys, true);
      assertThat(app.published(server, false)).containsAll(bytes(keys));
    }
  }

  @Test
  void aDirectoryBelongsToOneProcessButItsKeysCanBeRead() throws Exception {
    Path data = folder.resolve("data");
    try (var dev = TestProcess.start(QUICK, "dev", "--port", "0", "--data", data.toString())) {
      URI _ = dev.address();

      try (var second = TestProcess.start(QUICK, "dev", "--port", "0", "--data", data.toString())) {
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.output()).contains("is in use by another process");
      }
      try (var keys =
          TestProcess.start(Map.of(), "keys", "public", "exports-us", "--data", data.toString())) {
        assertThat(keys.exit()).isZero();
        assertThat(keys.output())
            .startsWith("-----BEGIN PUBLIC KEY-----\n")
            .endsWith("-----END PUBLIC KEY-----\n");
      }
      try (var show = TestProcess.start(Map.of(), "config", "show", "--data", data.toString())) {
        assertThat(show.exit()).isZero();
        assertThat(show.output()).contains("com.example.app");
      }
    }
  }

  @Test
  void everyWrongSettingIsToldAtOnceAndNothingIsLeftRunning() throws Exception {
    Map<String, String> wrong =
        Map.of("TRUNCATE_WINDOW", "1 hour", "MAX_KEYS_ON_PUBLISH", "0", "CLEANUP_TTL", "1h");
    Path data = folder.resolve("data");
    try (var dev = TestProcess.start(wrong, "dev", "--port", "0", "--data", data.toString())) {
      assertThat(dev.exit()).isEqualTo(2);
      assertThat(dev.output())
          .contains("TRUNCATE_WINDOW is '1 hour'")
          .contains("MAX_KEYS_ON_PUBLISH is '0'")
          .contains("CLEANUP_TTL is below 240h");
    }
    assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  private TestProcess dev(Path data, Path config) throws Exception {
    return TestProcess.start(
        QUICK, "dev", "--port", "0", "--data", data.toString(), "--config", config.toString());
  }

  /** The playground's, with files that come soon. */
  private Path configuration(String period) throws Exception {
    Path config = Playground.write(new DataDirectory(folder));
    return Files.writeString(
        config, Files.readString(config).replace("period: 4h", "period: " + period));
  }

  private PublishAnswer publish(
      TestApp app,
      URI server,
      List<TemporaryExposureKey> keys,
      ReportType type,
      Optional<String> token)
      throws Exception {
    PublishAnswer answer = app.publish(server, keys, type, token, clock.instant());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer;
  }

  /** Until all keys are published. */
  private static void await(
      TestApp app, URI server, List<TemporaryExposureKey> keys, boolean revised) throws Exception {
    Set<Bytes> _ =
        TestWait.until(
            PATIENCE,
            () ->
                Optional.of(app.published(server, revised))
                    .filter(published -> published.containsAll(bytes(keys))));
  }

  private static Set<Bytes> bytes(List<TemporaryExposureKey> keys) {
    Set<Bytes> bytes = new HashSet<>();
    keys.forEach(key -> bytes.add(key.keyData()));
    return bytes;
  }
}
