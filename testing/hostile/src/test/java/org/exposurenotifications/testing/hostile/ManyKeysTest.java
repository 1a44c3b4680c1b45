// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are small on the wire and large in memory, from clients without a certificate. */
final class ManyKeysTest {
  private static final int CLIENTS = 200;
  private static final int LARGEST_BODY = 64_000;
  private static final Duration LATE = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final String EMPTY_KEYS =
      "{\"temporaryExposureKeys\":[{}" + ",{}".repeat(21_199) + "]}";

  @TempDir Path folder;

  @Test
  void aFreshDevRefusesTwoWavesOfThem() throws Exception {
    var installation = Installation.in(folder);
    try (ServerProcess server = installation.dev()) {
      attack(server, "/v1/publish", EMPTY_KEYS);
      requireHealth(server, installation);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/publish", "/"})
  void aServerWithAColdCacheAndASlowDatabaseRefusesTwoWavesOfThem(String target) throws Exception {
    attackWhileTheDatabaseIsSlow(target, EMPTY_KEYS);
  }

  /** As many keys as an upload may have, a certificate of thousands of claims, and padding. */
  @Test
  void aServerWithASlowDatabaseHoldsTheLargestBodiesThatItParses() throws Exception {
    String key =
        "{\"key\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"rollingStartNumber\":1,\"rollingPeriod\":144}";
    String body =
        "{\"temporaryExposureKeys\":["
            + (key + ",").repeat(29)
            + key
            + "],\"healthAuthorityID\":\"com.example.app\",\"verificationPayload\":\""
            + certificate()
            + "\",\"padding\":\"";
    attackWhileTheDatabaseIsSlow(
        "/v1/publish", body + "p".repeat(LARGEST_BODY - body.length() - 2) + "\"}");
  }

  private static String certificate() {
    var claims = new StringBuilder("{\"iss\":\"iss-test\"");
    for (int i = 1000; i < 2100; i++) {
      claims.append(",\"").append(i).append("\":1");
    }
    return base64("{\"alg\":\"ES256\",\"kid\":\"1\"}") + "." + base64(claims + "}") + ".AA";
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(US_ASCII));
  }

  private void attackWhileTheDatabaseIsSlow(String target, String body) throws Exception {
    var installation = Installation.in(folder);
    installation.migrate();
    Map<String, String> variables = new HashMap<>(installation.variables());
    variables.put("ENABLE_V1ALPHA1_API", "true");
    try (var proxy = new SlowProxy(Integer.parseInt(variables.get("DB_PORT")))) {
      variables.put("DB_PORT", String.valueOf(proxy.port()));
      try (ServerProcess server = ServerProcess.servePublish(variables)) {
        proxy.delay(LATE);
        attack(server, target, body);
        proxy.delay(Duration.ZERO);
        requireHealth(server, installation);
      }
    }
  }

  private static void attack(ServerProcess server, String target, String body) throws Exception {
    for (int wave = 0; wave < 2; wave++) {
      List<Reply> replies = Crowd.of(CLIENTS, () -> Wire.post(server.port(), target, body));
      assertThat(replies.stream().map(Reply::status).distinct())
          .as("answers of wave %s; the server said: %s", wave, server.output())
          .allMatch(Reply::refuses);
    }
  }

  private static void requireHealth(ServerProcess server, Installation installation)
      throws Exception {
    var stranger = new Stranger(installation.authority());
    URI address = server.address();
    Instant begin = Instant.now();
    assertThat(stranger.publish(address).status()).as("the next upload").isEqualTo(200);
    assertThat(Duration.between(begin, Instant.now())).as("the next upload").isLessThan(SOON);
    assertThat(server.isAlive()).isTrue();
    assertThat(server.output()).doesNotContain("OutOfMemoryError");
  }
}
