// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** An open transaction, as of another replica, that a statement may wait for. */
record OtherTransaction(Handle handle, int pid) {
  static OtherTransaction begin() {
    Handle handle = Jdbi.create(TestDatabase::connect).open().begin();
    return new OtherTransaction(
        handle, handle.select("SELECT pg_backend_pid()").mapTo(int.class).one());
  }

  /** About to commit a key. */
  static OtherTransaction adding(int key) {
    OtherTransaction transaction = begin();
    transaction.add(key);
    return transaction;
  }

  void add(int key) {
    assertThat(AddKeys.run(handle, upload(exposure(key, hour(0))))).isEmpty();
  }

  boolean isWaitedFor() {
    return TestDatabase.number(
            "SELECT count(*) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))"
                .formatted(pid))
        > 0;
  }

  void awaitWaitedFor() {
    while (!isWaitedFor()) {
      Thread.onSpinWait();
    }
  }

  boolean commitIfWaitedFor() {
    boolean isWaitedFor = isWaitedFor();
    if (isWaitedFor) {
      commit();
    }
    return isWaitedFor;
  }

  void commit() {
    handle.commit().close();
  }

  void rollback() {
    handle.rollback().close();
  }
}
