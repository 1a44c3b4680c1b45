// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.exposurenotifications.ports.database.DatabaseClock;
import org.junit.jupiter.api.Test;

/** The clauses of {@link DatabaseClock}. */
public interface DatabaseClockContract extends StoresUnderTest {
  @Test
  default void timeDoesNotGoBack() {
    Instant last = stores().clock().now();
    for (int look = 0; look < 20; look++) {
      Instant now = stores().clock().now();
      assertThat(now).isAfterOrEqualTo(last);
      last = now;
    }
  }
}
