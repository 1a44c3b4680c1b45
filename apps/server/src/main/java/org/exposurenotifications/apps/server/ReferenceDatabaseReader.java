// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.apps.runtime.Environment;

/** Reads where the Go server's database is: REFERENCE_DB_…, in the form of DB_…. */
final class ReferenceDatabaseReader {
  private static final String PREFIX = "REFERENCE_DB_";
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private ReferenceDatabaseReader() {}

  /** What is wrong is noted in the environment, which the caller checks. */
  static PostgresConfig read(Environment environment) {
    return new PostgresConfig(
        required(environment, "HOST", "name the host of the Go server's database"),
        environment.number(PREFIX + "PORT", 5432, 1, 65_535),
        required(environment, "NAME", "name the Go server's database"),
        required(environment, "USER", "name a user that may read it"),
        environment.secret(PREFIX + "PASSWORD"),
        environment.parsed(
            PREFIX + "SSLMODE",
            "require",
            "disable, allow, prefer, require, verify-ca or verify-full",
            text -> Optional.of(text).filter(SSL_MODES::contains)),
        environment.text(PREFIX + "SSLCERT").map(Path::of),
        environment.text(PREFIX + "SSLKEY").map(Path::of),
        environment.text(PREFIX + "SSLROOTCERT").map(Path::of),
        Duration.ofSeconds(10),
        0,
        // a snapshot takes a second one for a moment
        2,
        Duration.ofHours(12),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10),
        Duration.ofMinutes(10));
  }

  /** Never blank, so that the configuration can be made and all problems told together. */
  private static String required(Environment environment, String name, String remedy) {
    String text = environment.required(PREFIX + name, remedy);
    return text.isBlank() ? "-" : text;
  }
}
