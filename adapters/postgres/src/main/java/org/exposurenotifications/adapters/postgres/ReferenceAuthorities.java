// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.jdbi.v3.core.Handle;

/** Reads the Go server's health authorities and their keys. */
final class ReferenceAuthorities {
  private final Handle reader;
  private final ReferenceImport.Settings settings;
  private final ReferenceTally tally;

  ReferenceAuthorities(Handle reader, ReferenceImport.Settings settings, ReferenceTally tally) {
    this.reader = reader;
    this.settings = settings;
    this.tally = tally;
  }

  /** By their numbers there. */
  Map<Long, HealthAuthority> read() {
    Map<Long, List<HealthAuthority.Key>> keys = new LinkedHashMap<>();
    reader
        .createQuery("SELECT * FROM healthauthoritykey ORDER BY health_authority_id, version")
        .map((row, _) ->
            key(row)
                .map(
                    keys.computeIfAbsent(row.getLong("health_authority_id"), _ -> new ArrayList<>())
                        ::add))
        .list();
    Map<Long, HealthAuthority> authorities = new LinkedHashMap<>();
    reader
        .createQuery("SELECT * FROM healthauthority ORDER BY id")
        .map((row, _) -> {
          long id = row.getLong("id");
          return authority(row, keys.getOrDefault(id, List.of()))
              .map(authority -> authorities.put(id, authority));
        })
        .list();
    return authorities;
  }

  private Optional<HealthAuthority> authority(ResultSet row, List<HealthAuthority.Key> keys)
      throws SQLException {
    try {
      return Optional.of(
          new HealthAuthority(
              ReferenceColumns.text(row, "iss"),
              ReferenceColumns.text(row, "aud"),
              ReferenceColumns.text(row, "name"),
              jwksUri(row),
              keys));
    } catch (IllegalArgumentException wrong) {
      tally.left("healthauthority", "id " + row.getLong("id"), String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<URI> jwksUri(ResultSet row) throws SQLException {
    Optional<String> text = ReferenceColumns.optionalText(row, "jwks_uri");
    try {
      return text.isPresent() ? Optional.of(new URI(text.get())) : Optional.empty();
    } catch (URISyntaxException _) {
      tally.left(
          "healthauthority", "id " + row.getLong("id"), "its jwks_uri is no URI and is left out");
      return Optional.empty();
    }
  }

  private Optional<HealthAuthority.Key> key(ResultSet row) throws SQLException {
    String version = ReferenceColumns.text(row, "version");
    try {
      return Optional.of(
          new HealthAuthority.Key(
              version,
              Columns.instant(row, "from_timestamp"),
              Columns.optionalInstant(row, "thru_timestamp"),
              settings.publicKey().apply(ReferenceColumns.text(row, "public_key"))));
    } catch (IllegalArgumentException wrong) {
      tally.left(
          "healthauthoritykey",
          "health_authority_id " + row.getLong("health_authority_id") + ", version " + version,
          String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }
}
