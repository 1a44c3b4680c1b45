// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What each connection sets at first, so that what an administrator set for a role or a database
 * (ALTER ROLE … SET) changes neither what statements mean nor what is kept; decision 31.
 *
 * @param statement longest run of one statement
 * @param lock longest wait for a lock; shorter than {@code statement}, to be told from a statement
 *     that takes long
 * @param idle longest pause inside a transaction
 * @param more further settings, by name
 */
record SessionSettings(Duration statement, Duration lock, Duration idle, Map<String, String> more) {
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          // open_window() relies on it
          Map.entry("default_transaction_isolation", "read committed"),
          Map.entry("default_transaction_deferrable", "off"),
          Map.entry("standard_conforming_strings", "on"),
          Map.entry("array_nulls", "on"),
          Map.entry("transform_null_equals", "off"),
          Map.entry("bytea_output", "hex"),
          Map.entry("DateStyle", "ISO, MDY"),
          Map.entry("IntervalStyle", "postgres"),
          Map.entry("TimeZone", "UTC"),
          Map.entry("extra_float_digits", "1"),
          Map.entry("row_security", "on"),
          Map.entry("client_min_messages", "warning"),
          Map.entry("plan_cache_mode", "auto"),
          Map.entry("idle_session_timeout", "0"),
          Map.entry("transaction_timeout", "0"));

  /** Without it an accepted key could be lost in a crash; stricter modes are left as they are. */
  private static final String DURABLE =
      """
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off'
      """;

  /** Statements for a new connection. Settings that this version does not know are left out. */
  String sql() {
    var all = new TreeMap<>(MEANING);
    all.putAll(more);
    all.put("lock_timeout", String.valueOf(lock.toMillis()));
    all.put("idle_in_transaction_session_timeout", String.valueOf(idle.toMillis()));
    String values =
        all.entrySet().stream()
            .map(setting -> "('%s', '%s')".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(", "));
    return """
    SET statement_timeout = %s;
    SELECT set_config(name, value, false) FROM (VALUES %s) AS wanted (name, value)
    WHERE name IN (SELECT name FROM pg_settings);
    %s\
    """
        .formatted(statement.toMillis(), values, DURABLE);
  }
}
