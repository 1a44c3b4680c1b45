// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How many bare inserts of fresh keys a second the database takes: plain JDBC, one statement and
 * one commit each, into a table of the shape of the server's, with all its indexes.
 */
final class InsertCeiling {
  private static final String ROW = "(?, '{US}', false, ?, 144, 2, 0, 3, 1, ?)";

  private final BenchDatabase database;
  private final int keys;
  private final String sql;

  InsertCeiling(BenchDatabase database, int keys) throws SQLException {
    this.database = database;
    this.keys = keys;
    database.execute("CREATE TABLE bench_ceiling (LIKE exposure INCLUDING ALL)");
    sql =
        "INSERT INTO bench_ceiling (key, regions, traveler, rolling_start, rolling_period,"
            + " transmission_risk, report_type, days_since_onset, health_authority, created_at)"
            + " VALUES "
            + String.join(", ", Collections.nCopies(keys, ROW));
  }

  /** Every measurement begins with an empty table, as that of the server's does. */
  void empty() throws SQLException {
    database.execute("TRUNCATE bench_ceiling; CHECKPOINT");
  }

  /** Transactions a second, on so many connections at once. */
  double measure(int connections, int seconds, Instant now)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<Integer>> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        var random = new SplittableRandom(System.nanoTime() + i);
        Callable<Integer> work = () -> insert(random, now, end);
        counts.add(threads.submit(work));
      }
    }
    double taken = (System.nanoTime() - begin) / 1e9;
    int all = 0;
    for (Future<Integer> count : counts) {
      all += count.get();
    }
    return all / taken;
  }

  private int insert(SplittableRandom random, Instant now, long end) throws SQLException {
    int count = 0;
    byte[] key = new byte[16];
    var hour = now.atOffset(ZoneOffset.UTC).withMinute(0).withSecond(0).withNano(0);
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      while (System.nanoTime() < end) {
        for (int i = 0; i < keys; i++) {
          random.nextBytes(key);
          statement.setBytes(3 * i + 1, key.clone());
          statement.setInt(3 * i + 2, 2_992_000 - 144 * i);
          statement.setObject(3 * i + 3, hour);
        }
        statement.executeUpdate();
        count++;
      }
    }
    return count;
  }
}
