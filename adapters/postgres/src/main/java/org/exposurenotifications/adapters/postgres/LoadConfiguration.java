// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.jdbi.v3.core.Handle;

/** Reads what operators registered; the caller's transaction sees it as of one moment. */
final class LoadConfiguration {
  private LoadConfiguration() {}

  static Configuration run(Handle handle) {
    return new Configuration(
        healthAuthorities(handle),
        handle
            .createQuery("SELECT * FROM authorized_app ORDER BY name")
            .map((row, _) -> authorizedApp(row))
            .list(),
        handle
            .createQuery("SELECT * FROM signature_info ORDER BY registered DESC")
            .map((row, _) -> signatureInfo(row))
            .list(),
        handle
            .createQuery("SELECT * FROM export_config ORDER BY name")
            .map((row, _) -> exportConfig(row))
            .list());
  }

  private static List<HealthAuthority> healthAuthorities(Handle handle) {
    Map<String, List<HealthAuthority.Key>> keys =
        handle
            .createQuery("SELECT * FROM health_authority_key ORDER BY issuer, version")
            .map((row, _) -> Map.entry(row.getString("issuer"), key(row)))
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return handle
        .createQuery("SELECT * FROM health_authority ORDER BY issuer")
        .map((row, _) -> healthAuthority(row, keys))
        .list();
  }

  private static HealthAuthority healthAuthority(
      ResultSet row, Map<String, List<HealthAuthority.Key>> keys) throws SQLException {
    return new HealthAuthority(
        row.getString("issuer"),
        row.getString("audience"),
        row.getString("name"),
        Optional.ofNullable(row.getString("jwks_uri")).map(URI::create),
        keys.getOrDefault(row.getString("issuer"), List.of()));
  }

  private static HealthAuthority.Key key(ResultSet row) throws SQLException {
    return new HealthAuthority.Key(
        row.getString("version"),
        Columns.instant(row, "valid_from"),
        Columns.optionalInstant(row, "valid_thru"),
        row.getString("public_key"));
  }

  private static AuthorizedApp authorizedApp(ResultSet row) throws SQLException {
    return new AuthorizedApp(
        row.getString("name"),
        Columns.regions(row, "regions"),
        Set.copyOf(Columns.texts(row, "health_authorities")),
        row.getBoolean("bypass_health_authority_verification"),
        row.getBoolean("bypass_revision_token"));
  }

  private static SignatureInfo signatureInfo(ResultSet row) throws SQLException {
    return new SignatureInfo(
        row.getString("id"),
        row.getString("signing_key"),
        row.getString("key_id"),
        row.getString("key_version"),
        Columns.optionalInstant(row, "valid_from"),
        Columns.optionalInstant(row, "valid_thru"));
  }

  private static ExportConfig exportConfig(ResultSet row) throws SQLException {
    return new ExportConfig(
        row.getString("name"),
        row.getString("bucket"),
        row.getString("filename_root"),
        Duration.ofSeconds(row.getInt("period_seconds")),
        row.getString("output_region"),
        BatchRows.filter(row),
        Columns.optionalInt(row, "min_records"),
        Columns.optionalInt(row, "max_records"),
        Columns.instant(row, "valid_from"),
        Columns.optionalInstant(row, "valid_thru"),
        Columns.texts(row, "signature_infos"));
  }
}
