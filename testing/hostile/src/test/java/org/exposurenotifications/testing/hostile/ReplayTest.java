// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.exposurenotifications.apps.phone.PublishUpload;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One certificate, sent again and again, beside people who have their own. */
final class ReplayTest {
  private static final int REPLAYS = 60;
  private static final int STRANGERS = 16;
  private static final int UPLOADS = 20;

  /** An upload takes milliseconds; this is long also for a machine with other work. */
  private static final Duration SLOWEST = Duration.ofSeconds(3);

  @TempDir Path folder;

  @Test
  void strangersAreServedBesideReplays() throws Exception {
    var installation = Installation.in(folder);
    installation.migrate();
    try (ServerProcess server = ServerProcess.servePublish(installation.variables())) {
      URI address = server.address();
      var attacker = new Stranger(installation.authority());
      PublishUpload replayed =
          attacker.upload(attacker.keys(), ReportType.CONFIRMED, Optional.empty());
      assertThat(attacker.send(address, replayed).status()).isEqualTo(200);
      var over = new AtomicBoolean();
      var failures = new AtomicLong();
      Thread replays =
          Thread.ofVirtual().start(() -> replay(attacker, address, replayed, over, failures));
      try {
        List<Duration> slowest =
            Crowd.of(
                STRANGERS, () -> slowestUpload(new Stranger(installation.authority()), address));
        assertThat(slowest).allMatch(duration -> duration.compareTo(SLOWEST) < 0);
      } finally {
        over.set(true);
        replays.join();
      }
      assertThat(failures).as("replays that were answered by 500 or above").hasValue(0);
      assertThat(server.output()).doesNotContain("ERROR");
    }
  }

  private static void replay(
      Stranger attacker,
      URI server,
      PublishUpload upload,
      AtomicBoolean over,
      AtomicLong failures) {
    try {
      List<Boolean> _ =
          Crowd.of(
              REPLAYS,
              () -> {
                while (!over.get()) {
                  int status = attacker.send(server, upload).status();
                  if (status >= 500 && status != 503) {
                    failures.incrementAndGet();
                  }
                }
                return true;
              });
    } catch (Exception _) {
      failures.incrementAndGet();
    }
  }

  private static Duration slowestUpload(Stranger stranger, URI server) throws Exception {
    Duration slowest = Duration.ZERO;
    for (int i = 0; i < UPLOADS; i++) {
      Instant begin = Instant.now();
      assertThat(stranger.publish(server).status()).isEqualTo(200);
      Duration taken = Duration.between(begin, Instant.now());
      slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
    }
    return slowest;
  }
}
