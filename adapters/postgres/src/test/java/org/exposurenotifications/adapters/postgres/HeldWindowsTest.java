// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.testing.contracts.Samples.exposure;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.upload;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.export.HeldWindow;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds a window can be found and ended. */
final class HeldWindowsTest {
  @BeforeEach
  void clear() {
    TestDatabase.clear();
  }

  @Test
  void theHolderOfAWindowIsNamed() {
    try (PostgresStores stores = PostgresStores.open(TestDatabase.CONFIG);
        Database other = new Database(TestDatabase.CONFIG)) {
      Instant before = stores.clock().now();
      other.transact(
          "add keys",
          handle -> {
            AddKeys.run(handle, upload(exposure(1, hour(2))));
            List<HeldWindow> held = stores.windows().held(hour(3));
            assertThat(held).singleElement().extracting(HeldWindow::window).isEqualTo(hour(2));
            assertThat(held.getFirst().since())
                .hasValueSatisfying(
                    since -> assertThat(since).isBetween(before, stores.clock().now()));
            assertThat(held.getFirst().holder())
                .contains(String.valueOf(pid(handle)), "keyserver", "idle in transaction");
            assertThat(stores.windows().held(hour(2))).isEmpty();
            return handle;
          });
      assertThat(stores.windows().held(hour(3))).isEmpty();
    }
  }

  private static int pid(Handle handle) {
    return handle.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
  }
}
