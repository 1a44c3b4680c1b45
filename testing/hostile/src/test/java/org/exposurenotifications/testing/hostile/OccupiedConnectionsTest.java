// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Connections that are there to be in the way. */
final class OccupiedConnectionsTest {
  private static final int STALLED = 256;
  private static final int PLACES = 4_096;
  private static final int IDLE = 2 * PLACES;
  private static final int CONNECT_MILLIS = 1_000;
  private static final int UPLOADS = 5;

  /** Orchestrators give a probe less than this before they count it as failed. */
  private static final Duration PROBE = Duration.ofSeconds(5);

  private final ServerProcess server = SharedDev.server();

  @Test
  void uploadsAndFilesAreServedBeside256BodiesThatWereHalfSent() throws Exception {
    String half =
        Wire.head("Content-Type: application/json", "Content-Length: 1000") + "\r\n{\"padding\":\"";
    List<Wire> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < STALLED; i++) {
        Wire wire = Wire.to(server.port());
        stalled.add(wire);
        wire.send(half);
      }
      var stranger = SharedDev.stranger();
      for (int i = 0; i < UPLOADS; i++) {
        assertThat(stranger.publish(server.address()).status()).isEqualTo(200);
        assertThat(Wire.get(server.port(), "/.well-known/export-keys").status()).isEqualTo(200);
      }
    } finally {
      close(stalled);
    }
  }

  @Test
  void livenessIsAnsweredBesideMoreIdleConnectionsThanThereArePlaces() throws Exception {
    Queue<Wire> idle = new ConcurrentLinkedQueue<>();
    try {
      List<Boolean> _ = Crowd.of(IDLE, () -> connect(idle));
      assertThat(idle).hasSizeGreaterThan(PLACES / 2);
      Instant begin = Instant.now();
      assertThat(Wire.get(server.port(), "/health/live").status()).isEqualTo(200);
      assertThat(Duration.between(begin, Instant.now())).isLessThan(PROBE);
    } finally {
      close(idle);
    }
    assertThat(SharedDev.stranger().publish(server.address()).status()).isEqualTo(200);
  }

  /** A server that has no place left need not take another. */
  private boolean connect(Queue<Wire> idle) {
    try {
      return idle.add(Wire.to(server.port(), CONNECT_MILLIS));
    } catch (IOException _) {
      return false;
    }
  }

  private static void close(Collection<Wire> wires) throws Exception {
    for (Wire wire : wires) {
      wire.close();
    }
  }
}
