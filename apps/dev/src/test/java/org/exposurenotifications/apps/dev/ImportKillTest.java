// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.embedded.PostgresSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code import-reference} killed halfway, and repeated. */
final class ImportKillTest {
  private static final String PLANS = "SELECT latest FROM padding_round";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS = 12_000;
  private static final String LAST = "decode('ffffffffffffffffffffffffffffffff', 'hex')";
  private static final String THERE =
      "SELECT md5(string_agg(exposure_key || report_type || created_at, ',' ORDER BY"
          + " decode(exposure_key, 'base64'))) FROM exposure";
  private static final String HERE =
      "SELECT md5(string_agg(encode(key, 'base64') || 'confirmed' || created_at, ',' ORDER BY key))"
          + " FROM exposure WHERE report_type = 1";

  @TempDir Path folder;

  @Test
  void aKilledImportIsRepeatedAndNothingIsLostOrDoubled() throws Exception {
    try (var database = GoServerDatabase.start(folder.resolve("data"), PostgresSettings.fast())) {
      fill(database);
      var server = new OneMachine(database.variables());
      try (var infrastructure = server.registrations()) {
        PostgresStores.migrate(infrastructure.database());
      }
      killHalfway(database);
      long some = Long.parseLong(database.texts("keyserver", count("exposure")).getFirst());
      assertThat(some).isPositive().isLessThan(KEYS);
      assertThat(database.texts("keyserver", PLANS)).containsExactly("0");

      assertThat(server.carryOver(0))
          .contains((KEYS - some) + "  keys\n", some + "  keys that were here already\n");
      assertThat(database.texts("keyserver", count("exposure")))
          .containsExactly(String.valueOf(KEYS));
      assertThat(database.texts("keyserver", HERE)).isEqualTo(database.texts("reference", THERE));
      assertThat(database.texts("keyserver", count("export_batch"))).containsExactly("1");
      // no plan from before the import counts
      assertThat(database.texts("keyserver", PLANS)).containsExactly("1");
    }
  }

  /** Somebody holds the last key, so that the import waits before its end, and is killed there. */
  private static void killHalfway(GoServerDatabase database) throws Exception {
    try (Connection holder = database.connect("keyserver");
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute(
          """
          INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                                transmission_risk, created_at)
          VALUES (%s, '{}', false, 1, 144, 0, now())
          """
              .formatted(LAST));
      try (var first = TestProcess.start(database.variables(), "import-reference")) {
        List<String> _ =
            TestWait.until(
                PATIENCE,
                () ->
                    Optional.of(
                            database.texts(
                                "keyserver",
                                """
                                SELECT pid FROM pg_stat_activity
                                WHERE wait_event_type = 'Lock' AND datname = 'keyserver'
                                """))
                        .filter(waiting -> !waiting.isEmpty()));
        first.kill();
        assertThat(first.output()).doesNotContain("Carried over");
      }
      // else the statement that waits would go on without its client
      database.execute(
          "keyserver",
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE wait_event_type = 'Lock' AND datname = 'keyserver'
          """);
      holder.rollback();
    }
  }

  private static void fill(GoServerDatabase database) throws Exception {
    database.execute(
        "reference",
        """
        INSERT INTO exportconfig (bucket_name, filename_root, period_seconds, output_region,
                                  from_timestamp, signature_info_ids)
        VALUES ('exports', 'us', 3600, 'US', '2020-01-01Z', '{1}');
        INSERT INTO signatureinfo (signing_key, signing_key_version, signing_key_id)
        VALUES ('exports-us', 'v1', '310');
        INSERT INTO exportbatch (config_id, bucket_name, filename_root, start_timestamp,
                                 end_timestamp, output_region, include_travelers,
                                 only_non_travelers, status, signature_info_ids)
        SELECT 1, 'exports', 'us', hour - interval '1h', hour, 'US', false, false, 'OPEN', '{1}'
        FROM date_trunc('hour', now()) AS hour;
        INSERT INTO exposure (exposure_key, transmission_risk, regions, interval_number,
                              interval_count, created_at, local_provenance, report_type)
        SELECT encode(CASE WHEN n = %d THEN %s ELSE uuid_send(gen_random_uuid()) END, 'base64'),
               1, '{US}', 2650032, 144, date_trunc('hour', now()), true, 'confirmed'
        FROM generate_series(1, %d) n
        """
            .formatted(KEYS, LAST, KEYS));
  }

  private static String count(String table) {
    return "SELECT count(*) FROM " + table;
  }
}
