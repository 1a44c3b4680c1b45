// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.merge;
import static org.exposurenotifications.testing.contracts.Samples.revision;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Of two transactions that wait for each other the database ends one: mostly the one that began to
 * wait first, which here is the store's; else the test tries again.
 */
final class DeadlocksTest {
  private static final int ATTEMPTS = 10;

  private final PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void anUploadThatIsTheVictimOfADeadlockIsRetried() throws Exception {
    for (int attempt = 1; ; attempt++) {
      clear();
      OtherTransaction other = OtherTransaction.adding(4);
      FutureTask<List<StoredExposure>> answer =
          started(() ->
              stores
                  .exposures()
                  .addIfNonePresent(upload(exposure(3, hour(0)), exposure(4, hour(0)))));
      other.awaitWaitedFor();
      if (survives(other, () -> other.add(3))) {
        other.commit();
        assertThat(answer.get()).hasSize(2);
        return;
      }
      assertThat(answer.get()).isEmpty();
      assertThat(attempt).isLessThan(ATTEMPTS);
    }
  }

  @Test
  void aMergeThatIsTheVictimOfADeadlockIsToLookAgain() throws Exception {
    for (int attempt = 1; ; attempt++) {
      clear();
      OtherTransaction other = OtherTransaction.begin();
      lock(other, 2);
      FutureTask<Boolean> answer =
          started(() ->
              stores
                  .exposures()
                  .merge(merge(List.of(), List.of(revision(1, hour(0)), revision(2, hour(0))))));
      other.awaitWaitedFor();
      if (survives(other, () -> lock(other, 1))) {
        other.commit();
        assertThat(answer.get()).isFalse();
        return;
      }
      assertThat(answer.get()).isTrue();
      assertThat(attempt).isLessThan(ATTEMPTS);
    }
  }

  /** Keys 1 and 2 are stored. */
  private void clear() {
    TestDatabase.clear();
    assertThat(
            stores.exposures().addIfNonePresent(upload(exposure(1, hour(0)), exposure(2, hour(0)))))
        .isEmpty();
  }

  private static void lock(OtherTransaction other, int key) {
    assertThat(ReviseKeys.lock(other.handle(), List.of(revision(key, hour(0))))).isTrue();
  }

  private static boolean survives(OtherTransaction other, Runnable step) {
    try {
      step.run();
      return true;
    } catch (JdbiException _) {
      other.rollback();
      return false;
    }
  }

  private static <T> FutureTask<T> started(Callable<T> call) {
    var task = new FutureTask<>(call);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }
}
