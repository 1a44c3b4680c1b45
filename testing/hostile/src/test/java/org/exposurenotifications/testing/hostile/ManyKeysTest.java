// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are small on the wire and large in memory, from clients without a certificate. */
final class ManyKeysTest {
  private static final int CLIENTS = 200;
  private static final int LARGEST_BODY = 64_000;
  private static final Duration LATE = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final String EMPTY_KEYS =
      "{\"temporaryExposureKeys\":[{}" + ",{}".repeat(21_199) + "]}";
  private static final String KEYS_OF_V1ALPHA1 =
      "{\"temporaryExposureKeys\":[{\"key\":\"\"}" + ",{}".repeat(21_000) + "]}";

  @TempDir Path folder;

  @Test
  void aFreshDevRefusesTwoWavesOfThem() throws Exception {
    var installation = Installation.in(folder);
    try (ServerProcess server = installation.dev()) {
      attack(server, EMPTY_KEYS);
      attack(server, KEYS_OF_V1ALPHA1);
      requireHealth(server, installation);
    }
  }

  @Test
  void aServerWithAColdCacheAndASlowDatabaseRefusesTwoWavesOfThem() throws Exception {
    attackWhileTheDatabaseIsSlow(EMPTY_KEYS);
  }

  @Test
  void aServerWithASlowDatabaseHoldsTheLargestBodiesThatItParses() throws Exception {
    String key =
        "{\"key\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"rollingStartNumber\":1,\"rollingPeriod\":144}";
    String most =
        "{\"temporaryExposureKeys\":["
            + (key + ",").repeat(29)
            + key
            + "],\"healthAuthorityID\":\"com.example.app\",\"verificationPayload\":\"\",\"padding\":\"";
    attackWhileTheDatabaseIsSlow(most + "p".repeat(LARGEST_BODY - most.length() - 2) + "\"}");
  }

  private void attackWhileTheDatabaseIsSlow(String body) throws Exception {
    var installation = Installation.in(folder);
    installation.migrate();
    Map<String, String> variables = new HashMap<>(installation.variables());
    try (var proxy = new SlowProxy(Integer.parseInt(variables.get("DB_PORT")))) {
      variables.put("DB_PORT", String.valueOf(proxy.port()));
      try (ServerProcess server = ServerProcess.servePublish(variables)) {
        proxy.delay(LATE);
        attack(server, body);
        proxy.delay(Duration.ZERO);
        requireHealth(server, installation);
      }
    }
  }

  private static void attack(ServerProcess server, String body) throws Exception {
    for (int wave = 0; wave < 2; wave++) {
      List<Reply> replies = Crowd.of(CLIENTS, () -> Wire.publish(server.port(), body));
      assertThat(replies.stream().map(Reply::status).distinct())
          .as("answers of wave %s; the server said: %s", wave, server.output())
          .allMatch(Reply::refuses);
    }
  }

  private static void requireHealth(ServerProcess server, Installation installation)
      throws Exception {
    var stranger = new Stranger(installation.authority(), 1);
    URI address = server.address();
    Instant begin = Instant.now();
    assertThat(stranger.publish(address).status()).as("the next upload").isEqualTo(200);
    assertThat(Duration.between(begin, Instant.now())).as("the next upload").isLessThan(SOON);
    assertThat(server.isAlive()).isTrue();
    assertThat(server.output()).doesNotContain("OutOfMemoryError");
  }
}
