// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server is started.
 *
 * @param port on 127.0.0.1; any free one if 0
 * @param parameters as in postgresql.conf, over those that it starts with
 */
public record PostgresSettings(PostgresArchive archive, int port, Map<String, String> parameters) {
  private static final Map<String, String> ALWAYS =
      Map.of("timezone", "UTC", "max_connections", "300");
  private static final Map<String, String> FAST =
      Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off");

  public PostgresSettings {
    parameters = Map.copyOf(parameters);
  }

  /** What is committed survives a crash of the machine. */
  public static PostgresSettings durable() throws IOException {
    return new PostgresSettings(PostgresArchive.ofTheClassPath(), 0, ALWAYS);
  }

  /** What is committed survives a crash of the server, but not of the machine; for tests. */
  public static PostgresSettings fast() throws IOException {
    return durable().with(FAST);
  }

  public PostgresSettings onPort(int port) {
    return new PostgresSettings(archive, port, parameters);
  }

  public PostgresSettings with(Map<String, String> more) {
    var all = new TreeMap<>(parameters);
    all.putAll(more);
    return new PostgresSettings(archive, port, all);
  }

  boolean syncs() {
    return !"off".equals(parameters.get("fsync"));
  }
}
