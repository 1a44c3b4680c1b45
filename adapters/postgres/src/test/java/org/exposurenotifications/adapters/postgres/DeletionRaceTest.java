// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that is revised while its deletion waits for it is kept with its revision. */
final class DeletionRaceTest {
  private static final String WAITING =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
      """;

  private static final ExposureStore.Expiry EXPIRY =
      new ExposureStore.Expiry(hour(3), new IntervalNumber(Integer.MAX_VALUE), hour(3));

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @Test
  void aRevisionThatCommitsFirstKeepsTheKey() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);
        Database other = new Database(TestDatabase.CONFIG)) {
      stores.exposures().addIfNonePresent(upload(exposure(1, hour(0)), exposure(2, hour(0))));
      CompletableFuture<Integer> deletion =
          other.transact(
              "revise a key",
              handle -> {
                handle.execute(
                    """
                    UPDATE exposure SET revised_at = '2026-11-02T09:00:00Z',
                                        revised_transmission_risk = 1
                    WHERE key = (SELECT min(key) FROM exposure)
                    """);
                var deleting =
                    CompletableFuture.supplyAsync(
                        () -> stores.exposures().delete(Instant.EPOCH, EXPIRY, 10).keys());
                while (TestDatabase.number(WAITING) == 0) {
                  Thread.onSpinWait();
                }
                return deleting;
              });
      assertThat(deletion.join()).isEqualTo(1);
      assertThat(TestDatabase.number("SELECT count(*) FROM exposure WHERE revised_at IS NOT NULL"))
          .isEqualTo(1);
    }
  }
}
