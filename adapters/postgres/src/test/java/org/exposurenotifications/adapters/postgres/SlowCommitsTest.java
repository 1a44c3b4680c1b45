// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.revision;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.export.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows are closed while transactions of uploads are open. */
final class SlowCommitsTest {
  private final Database database = new Database(TestDatabase.CONFIG);
  private final Database other = new Database(TestDatabase.CONFIG);
  private final WindowStore windows = new PostgresWindowStore(other);

  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @AfterEach
  void close() {
    database.close();
    other.close();
  }

  @Test
  void aWindowIsCompleteOnlyWhenTheUploadIntoItIsCommitted() {
    database.transact(
        "add slowly",
        handle -> {
          assertThat(AddKeys.run(handle, upload(exposure(1, hour(1))))).isEmpty();
          assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(1));
          assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(1));
          return handle;
        });
    assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(3));
    assertThat(createdIn(hour(1))).isEqualTo(1);
  }

  @Test
  void theEarliestOfTheWindowsThatAreWrittenToIsTold() {
    database.transact(
        "add slowly",
        handle -> {
          AddKeys.run(handle, upload(exposure(1, hour(2)), exposure(2, hour(5))));
          assertThat(windows.closeBefore(hour(1))).isEqualTo(hour(1));
          assertThat(windows.closeBefore(hour(2))).isEqualTo(hour(2));
          assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(2));
          assertThat(windows.closeBefore(hour(6))).isEqualTo(hour(2));
          return handle;
        });
    assertThat(windows.closeBefore(hour(6))).isEqualTo(hour(6));
  }

  @Test
  void anUploadThatIsRolledBackHoldsNoWindow() {
    assertThatThrownBy(() ->
            database.transact(
                "add in vain",
                handle -> {
                  AddKeys.run(handle, upload(exposure(1, hour(1))));
                  assertThat(windows.closeBefore(hour(2))).isEqualTo(hour(1));
                  throw new IllegalStateException("rolled back");
                }))
        .hasMessage("rolled back");
    assertThat(windows.closeBefore(hour(2))).isEqualTo(hour(2));
    assertThat(createdIn(hour(1))).isZero();
  }

  /** Its transaction, and so its oldest snapshot, begins before the closing. */
  @Test
  void anUploadThatBeganBeforeTheClosingAndWritesAfterItGoesIntoTheNextWindow() {
    database.transact(
        "add late",
        handle -> {
          assertThat(handle.createQuery("SELECT now()").mapTo(Instant.class).list()).hasSize(1);
          assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(3));
          assertThat(AddKeys.run(handle, upload(exposure(1, hour(1))))).isEmpty();
          assertThat(windows.closeBefore(hour(3))).isNotNull();
          return handle;
        });
    assertThat(createdIn(hour(1))).isZero();
    assertThat(createdIn(hour(3))).isEqualTo(1);
  }

  /** The closing falls between the two statements of one upload. */
  @Test
  void whatOneTransactionWritesAfterAClosingGoesIntoTheNextWindow() {
    database.transact(
        "add twice",
        handle -> {
          AddKeys.run(handle, upload(exposure(1, hour(1))));
          assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(1));
          AddKeys.run(handle, upload(exposure(2, hour(1))));
          return handle;
        });
    assertThat(createdIn(hour(1))).isEqualTo(1);
    assertThat(createdIn(hour(3))).isEqualTo(1);
    assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(3));
  }

  @Test
  void aRevisionUnderWayHoldsItsWindowToo() {
    database.call("add", handle -> AddKeys.run(handle, upload(exposure(1, hour(0)))));
    database.transact(
        "revise slowly",
        handle -> {
          ReviseKeys.revise(handle, List.of(revision(1, hour(1))));
          assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(1));
          return handle;
        });
    assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(3));
  }

  @Test
  void aRehearsalHoldsNothingOnceItIsOver() {
    database.call(
        "rehearse",
        handle ->
            AddKeys.run(handle, List.of(new WantedUpload(upload(exposure(1, hour(1))), false))));
    assertThat(windows.closeBefore(hour(3))).isEqualTo(hour(3));
  }

  private static long createdIn(Instant window) {
    return TestDatabase.number("SELECT count(*) FROM exposure WHERE created_at = '" + window + "'");
  }
}
