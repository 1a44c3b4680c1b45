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
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Uploads every few milliseconds, batches every second, and a kill -9 at any moment. */
@Execution(ExecutionMode.CONCURRENT)
final class DevKillTest {
  private static final Map<String, String> QUICK =
      Map.of(
          "TRUNCATE_WINDOW",
          "1s",
          "MIN_WINDOW_AGE",
          "1s",
          "EXPORT_FILE_MIN_RECORDS",
          "50",
          "WORKER_TIMEOUT",
          "3s");
  private static final int KILLS = 4;

  private final InstantSource clock = InstantSource.system();
  private final Set<Bytes> accepted = new HashSet<>();

  @TempDir Path folder;

  @Test
  void noAcceptedKeyIsLostOrPublishedTwice() throws Exception {
    Path config = Playground.write(new DataDirectory(folder));
    Files.writeString(config, Files.readString(config).replace("period: 4h", "period: 1s"));
    TestApp app = TestApp.of(folder);
    var random = new Random(31);
    for (int kill = 0; kill < KILLS; kill++) {
      try (var dev = dev(config)) {
        URI server = dev.address();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextLong(800, 2500));
        while (System.nanoTime() < end) {
          publish(app, server);
        }
        dev.kill();
      }
    }
    try (var dev = dev(config)) {
      URI server = dev.address();
      publish(app, server);
      assertThat(accepted).hasSizeGreaterThan(KILLS * 13);
      Set<Bytes> _ =
          TestWait.until(
              Duration.ofSeconds(90),
              () ->
                  Optional.of(app.published(server, false))
                      .filter(published -> published.containsAll(accepted)));
      Set<Bytes> seen = new HashSet<>();
      for (ExportFile file : app.files(server)) {
        for (FileKey key : file.keys()) {
          assertThat(seen.add(key.keyData())).as("a key in two files").isTrue();
        }
      }
    }
  }

  private TestProcess dev(Path config) throws Exception {
    Path data = folder.resolve("data");
    return TestProcess.start(
        QUICK, "dev", "--port", "0", "--data", data.toString(), "--config", config.toString());
  }

  private void publish(TestApp app, URI server) throws Exception {
    List<TemporaryExposureKey> keys = app.keys(clock.instant());
    PublishAnswer answer =
        app.publish(server, keys, ReportType.CONFIRMED, Optional.empty(), clock.instant());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    keys.forEach(key -> accepted.add(key.keyData()));
  }
}
