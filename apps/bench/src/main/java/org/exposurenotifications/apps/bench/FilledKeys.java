// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.sql.SQLException;
import java.time.Instant;

/** Keys put straight into the server's table, as phones would have sent them. */
final class FilledKeys {
  private FilledKeys() {}

  /**
   * @param createdAt the window of all of them
   */
  static void add(BenchDatabase database, int count, Instant createdAt) throws SQLException {
    database.execute(
        """
        INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                              transmission_risk, report_type, days_since_onset, health_authority,
                              created_at)
        SELECT uuid_send(gen_random_uuid()), '{US}', false,
               (extract(epoch FROM timestamptz '%2$s') / 600)::integer - 144 * (1 + n %% 14),
               144, n %% 8, 1, (n %% 14) - 3, 1, '%2$s'
        FROM generate_series(1, %1$d) AS row (n);
        """
            .formatted(count, createdAt));
    settle(database);
  }

  /** What the database would do in its own time does not fall into a measurement. */
  static void settle(BenchDatabase database) throws SQLException {
    database.execute("VACUUM ANALYZE exposure");
    database.execute("CHECKPOINT");
  }
}
