// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.KeyFilter;
import org.jdbi.v3.core.Handle;

/** What operators registered with the Go server, in our terms. */
final class ReferenceRegistrations {
  /** Of exports and signers, which have but numbers there. */
  private static final String NAME = "reference-";

  private final Handle reader;
  private final Configuration present;
  private final ReferenceImport.Settings settings;
  private final ReferenceTally tally;
  private final Map<Long, HealthAuthority> authorities;
  private final List<AuthorizedApp> apps;
  private final Map<Long, SignatureInfo> signers = new LinkedHashMap<>();
  private final Map<Long, ExportConfig> exports = new LinkedHashMap<>();

  /**
   * @param present what is registered here: an export at the same place, or a signer of the same
   *     key, keeps its name
   */
  ReferenceRegistrations(
      Handle reader,
      Configuration present,
      ReferenceImport.Settings settings,
      ReferenceTally tally) {
    this.reader = reader;
    this.present = present;
    this.settings = settings;
    this.tally = tally;
    this.authorities = new ReferenceAuthorities(reader, settings, tally).read();
    this.apps =
        rows("SELECT * FROM authorizedapp ORDER BY app_package_name", this::app).stream()
            .flatMap(Optional::stream)
            .toList();
    rows("SELECT * FROM signatureinfo ORDER BY id", this::signer);
    rows("SELECT * FROM exportconfig ORDER BY config_id", this::export);
  }

  /** Of health authorities, by their numbers there. */
  Map<Long, String> issuers() {
    return authorities.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().issuer()));
  }

  /** The export of this number there, if it is carried over. */
  Optional<ExportConfig> export(long number) {
    return Optional.ofNullable(exports.get(number));
  }

  /** Those of the signers that are carried over. */
  List<String> signers(List<Long> numbers) {
    return numbers.stream()
        .flatMap(number -> Optional.ofNullable(signers.get(number)).stream())
        .map(SignatureInfo::id)
        .toList();
  }

  void carry(Database target) {
    Configuration changes =
        new Configuration(
            List.copyOf(authorities.values()),
            apps,
            List.copyOf(signers.values()),
            List.copyOf(exports.values()));
    if (!settings.dryRun()) {
      new PostgresConfigurationStore(target).apply(changes);
    }
    tally.carried("health authorities", authorities.size());
    tally.carried(
        "keys of health authorities",
        authorities.values().stream().mapToLong(authority -> authority.keys().size()).sum());
    tally.carried("authorized apps", apps.size());
    tally.carried("signature infos", signers.size());
    tally.carried("export configs", exports.size());
    tally.progress("registrations done");
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String sql, Row<T> mapper) {
    return reader.createQuery(sql).map((row, _) -> mapper.read(row)).list();
  }

  private Optional<AuthorizedApp> app(ResultSet row) throws SQLException {
    String name = ReferenceColumns.text(row, "app_package_name");
    try {
      List<Long> wanted = ReferenceColumns.ids(row, "allowed_health_authority_ids");
      Set<String> issuers =
          wanted.stream()
              .flatMap(number -> Optional.ofNullable(authorities.get(number)).stream())
              .map(HealthAuthority::issuer)
              .collect(Collectors.toSet());
      wanted.stream()
          .filter(number -> !authorities.containsKey(number))
          .forEach(number ->
              tally.left(
                  "authorizedapp",
                  "app_package_name " + name,
                  "a health authority that it allows is not carried over: id " + number));
      return Optional.of(
          new AuthorizedApp(
              name,
              ReferenceColumns.regions(row, "allowed_regions"),
              issuers,
              row.getBoolean("bypass_health_authority_verification"),
              row.getBoolean("bypass_revision_token")));
    } catch (IllegalArgumentException wrong) {
      tally.left("authorizedapp", "app_package_name " + name, String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private boolean signer(ResultSet row) throws SQLException {
    long number = row.getLong("id");
    try {
      SignatureInfo signer =
          new SignatureInfo(
              NAME + number,
              ReferenceColumns.text(row, "signing_key"),
              ReferenceColumns.text(row, "signing_key_id"),
              ReferenceColumns.text(row, "signing_key_version"),
              Optional.empty(),
              Columns.optionalInstant(row, "thru_timestamp"));
      signers.put(number, named(signer));
      return true;
    } catch (IllegalArgumentException wrong) {
      tally.left("signatureinfo", "id " + number, String.valueOf(wrong.getMessage()));
      return false;
    }
  }

  /**
   * A signer of the same key keeps its name; one that was given another key here, since the Go
   * server's name of it means nothing on this platform, keeps that.
   */
  private SignatureInfo named(SignatureInfo signer) {
    List<SignatureInfo> same =
        present.signatureInfos().stream()
            .filter(here ->
                here.keyId().equals(signer.keyId())
                    && here.keyVersion().equals(signer.keyVersion()))
            .toList();
    return same.stream()
        .filter(here -> here.signingKey().equals(signer.signingKey()))
        .findFirst()
        .or(() -> same.stream().filter(here -> here.id().equals(signer.id())).findFirst())
        .map(here ->
            new SignatureInfo(
                here.id(),
                here.signingKey(),
                here.keyId(),
                here.keyVersion(),
                here.from(),
                signer.thru()))
        .orElse(signer);
  }

  private boolean export(ResultSet row) throws SQLException {
    long number = row.getLong("config_id");
    try {
      List<Long> wanted = ReferenceColumns.ids(row, "signature_info_ids");
      List<String> carried = signers(wanted);
      wanted.stream()
          .filter(signer -> !signers.containsKey(signer))
          .forEach(signer ->
              tally.left(
                  "exportconfig",
                  "config_id " + number,
                  "a signature info that it names is not carried over: id " + signer));
      exports.put(
          number,
          new ExportConfig(
              name(row),
              ReferenceColumns.text(row, "bucket_name"),
              ReferenceColumns.text(row, "filename_root"),
              Duration.ofSeconds(row.getLong("period_seconds")),
              ReferenceColumns.text(row, "output_region"),
              filter(row),
              OptionalInt.empty(),
              maxRecords(row),
              Columns.instant(row, "from_timestamp"),
              Columns.optionalInstant(row, "thru_timestamp"),
              carried));
      return true;
    } catch (IllegalArgumentException wrong) {
      tally.left("exportconfig", "config_id " + number, String.valueOf(wrong.getMessage()));
      return false;
    }
  }

  private String name(ResultSet row) throws SQLException {
    String bucket = ReferenceColumns.text(row, "bucket_name");
    String root = ReferenceColumns.text(row, "filename_root");
    return present.exportConfigs().stream()
        .filter(here -> here.bucket().equals(bucket) && here.filenameRoot().equalsIgnoreCase(root))
        .findFirst()
        .map(ExportConfig::name)
        .orElse(NAME + row.getLong("config_id"));
  }

  /** Of configs and batches. */
  static KeyFilter filter(ResultSet row) throws SQLException {
    return new KeyFilter(
        new TreeSet<>(
            ExportConfig.effectiveInputRegions(
                List.copyOf(ReferenceColumns.regions(row, "input_regions")),
                ReferenceColumns.text(row, "output_region"))),
        ReferenceColumns.regions(row, "exclude_regions"),
        row.getBoolean("include_travelers"),
        row.getBoolean("only_non_travelers"));
  }

  /** Of configs and batches: 0 and below are no number there. */
  static OptionalInt maxRecords(ResultSet row) throws SQLException {
    long most = row.getLong("max_records_override");
    return most > 0 ? OptionalInt.of((int) Math.min(most, Integer.MAX_VALUE)) : OptionalInt.empty();
  }
}
