// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send does not get into the log, and does not fill it. */
final class LoggedTest {
  private static final String CANARY = "canary4711";
  private static final int MOST_LOGGED = 2_000;

  @TempDir Path folder;

  @Test
  void aBodyThatIsCutOffAndAHiddenFileLeaveNothingInTheLog() throws Exception {
    int before;
    ServerProcess server = Installation.in(folder).dev();
    // what it said is complete once it has ended
    try (server) {
      before = server.output().length();
      try (Wire wire = Wire.to(server.port())) {
        wire.send(
            Wire.head("X: CANARY", "Content-Type: application/json", "Content-Length: 1000")
                    .replace("/v1/publish", "/v1/publish?q=CANARY")
                    .replace("keys.example", "CANARY.example")
                    .replace("CANARY", CANARY)
                + "\r\n{\"padding\":\""
                + CANARY);
        assertThat(wire.rest().text()).doesNotContain(CANARY);
      }
      assertThat(Wire.get(server.port(), "/blobs/.state/" + CANARY).status()).isEqualTo(404);
    }
    String said = server.output().substring(before);
    assertThat(said).doesNotContain(CANARY).doesNotContain("ERROR");
    assertThat(said.length()).as(said).isLessThan(MOST_LOGGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/blobs/.state/", "/blobs/exports/.state/x", "/blobs/exports/../.state/x"})
  void whatTheStoreKeepsForItselfIsNotFound(String target) {
    assertThat(Wire.get(SharedDev.server().port(), target).status()).isIn(400, 404);
  }
}
