// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.nio.file.Path;
import java.time.Duration;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.apps.runtime.Environment;

/** Reads where the Go server's database is: REFERENCE_DB_…, in the form of DB_…. */
final class ReferenceDatabaseReader {
  private static final String PREFIX = "REFERENCE_DB_";

  private ReferenceDatabaseReader() {}

  /** What is wrong is noted in the environment, which the caller checks. */
  static PostgresConfig read(Environment environment) {
    String host =
        DatabaseReader.required(
            environment, PREFIX + "HOST", "name the host of the Go server's database");
    var config =
        new PostgresConfig(
            DatabaseReader.host(environment, PREFIX + "HOST", host),
            environment.number(PREFIX + "PORT", 5432, 1, 65_535),
            DatabaseReader.required(environment, PREFIX + "NAME", "name the Go server's database"),
            DatabaseReader.required(environment, PREFIX + "USER", "name a user that may read it"),
            environment.secret(PREFIX + "PASSWORD"),
            DatabaseReader.SslMode.read(environment, PREFIX + "SSLMODE").text(),
            environment.text(PREFIX + "SSLCERT").map(Path::of),
            environment.text(PREFIX + "SSLKEY").map(Path::of),
            environment.text(PREFIX + "SSLROOTCERT").map(Path::of),
            Duration.ofSeconds(10),
            0,
            1,
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));
    DatabaseReader.noteFiles(environment, "REFERENCE_DB", config);
    return config;
  }
}
