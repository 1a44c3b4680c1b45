// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.apps.runtime.GoDuration;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Region;
import org.jspecify.annotations.Nullable;

/** Turns the entries of a configuration file into what is registered, and collects problems. */
final class ConfigurationEntries {
  private static final int LONGEST_PEM = 65_536;

  private final Path directory;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param directory that paths in the entries are relative to
   */
  ConfigurationEntries(Path directory) {
    this.directory = directory;
  }

  record KeyEntry(
      @Nullable String version,
      @Nullable String from,
      @Nullable String thru,
      @Nullable String publicKey,
      @Nullable String publicKeyFile) {}

  record AuthorityEntry(
      @Nullable String issuer,
      @Nullable String audience,
      @Nullable String name,
      @Nullable String jwksUri,
      @Nullable List<KeyEntry> keys) {}

  record AppEntry(
      @Nullable String name,
      @Nullable List<String> regions,
      @Nullable List<String> healthAuthorities,
      @Nullable Boolean bypassHealthAuthorityVerification,
      @Nullable Boolean bypassRevisionToken) {}

  record SignatureEntry(
      @Nullable String id,
      @Nullable String signingKey,
      @Nullable String keyId,
      @Nullable String keyVersion,
      @Nullable String from,
      @Nullable String thru) {}

  record ExportEntry(
      @Nullable String name,
      @Nullable String bucket,
      @Nullable String filenameRoot,
      @Nullable String period,
      @Nullable String outputRegion,
      @Nullable List<String> inputRegions,
      @Nullable List<String> excludeRegions,
      @Nullable Boolean includeTravelers,
      @Nullable Boolean onlyNonTravelers,
      @Nullable Integer minRecords,
      @Nullable Integer maxRecords,
      @Nullable String from,
      @Nullable String thru,
      @Nullable List<String> signatureInfos) {}

  /**
   * @throws ConfigurationException with every problem
   */
  Configuration read(
      List<AuthorityEntry> authorities,
      List<AppEntry> apps,
      List<SignatureEntry> signatures,
      List<ExportEntry> exports) {
    var configuration =
        new Configuration(
            each("healthAuthorities", authorities, this::authority),
            each("authorizedApps", apps, ConfigurationEntries::app),
            each("signatureInfos", signatures, ConfigurationEntries::signature),
            each("exportConfigs", exports, ConfigurationEntries::export));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return configuration;
  }

  private <E, T> List<T> each(String list, List<E> entries, Function<E, T> reader) {
    var result = new ArrayList<T>();
    for (int i = 0; i < entries.size(); i++) {
      try {
        result.add(reader.apply(Objects.requireNonNull(entries.get(i), "is empty")));
      } catch (IllegalArgumentException | NullPointerException | DateTimeParseException wrong) {
        problems.add(list + "[" + i + "]: " + wrong.getMessage());
      }
    }
    return result;
  }

  private HealthAuthority authority(AuthorityEntry entry) {
    var keys = new ArrayList<HealthAuthority.Key>();
    for (KeyEntry key : Objects.requireNonNullElse(entry.keys(), List.<KeyEntry>of())) {
      keys.add(
          new HealthAuthority.Key(
              present("keys.version", key.version()),
              Instant.parse(present("keys.from", key.from())),
              instant(key.thru()),
              PublicKeys.checked(pem(key))));
    }
    return new HealthAuthority(
        present("issuer", entry.issuer()),
        present("audience", entry.audience()),
        present("name", entry.name()),
        Optional.ofNullable(entry.jwksUri()).filter(uri -> !uri.isBlank()).map(URI::create),
        keys);
  }

  private String pem(KeyEntry key) {
    if (key.publicKey() != null && key.publicKeyFile() == null) {
      return key.publicKey();
    }
    if (key.publicKey() == null && key.publicKeyFile() != null) {
      Path file = directory.resolve(key.publicKeyFile());
      Optional<byte[]> pem;
      try {
        pem = BoundedFile.read(file, LONGEST_PEM);
      } catch (IOException _) {
        throw new IllegalArgumentException("keys.publicKeyFile: " + file + " cannot be read");
      }
      return new String(
          pem.orElseThrow(() ->
              new IllegalArgumentException(
                  "keys.publicKeyFile: " + file + " is longer than " + LONGEST_PEM + " bytes")),
          StandardCharsets.US_ASCII);
    }
    throw new IllegalArgumentException(
        "keys: give either publicKey, a PEM, or publicKeyFile, a path to one");
  }

  private static AuthorizedApp app(AppEntry entry) {
    return new AuthorizedApp(
        present("name", entry.name()),
        regions(entry.regions()),
        Set.copyOf(Objects.requireNonNullElse(entry.healthAuthorities(), List.of())),
        Objects.requireNonNullElse(entry.bypassHealthAuthorityVerification(), false),
        Objects.requireNonNullElse(entry.bypassRevisionToken(), false));
  }

  private static SignatureInfo signature(SignatureEntry entry) {
    return new SignatureInfo(
        present("id", entry.id()),
        present("signingKey", entry.signingKey()),
        Objects.requireNonNullElse(entry.keyId(), ""),
        Objects.requireNonNullElse(entry.keyVersion(), ""),
        instant(entry.from()),
        instant(entry.thru()));
  }

  private static ExportConfig export(ExportEntry entry) {
    String outputRegion = Objects.requireNonNullElse(entry.outputRegion(), "");
    var inputRegions =
        ExportConfig.effectiveInputRegions(
            List.copyOf(regions(entry.inputRegions())), outputRegion);
    String period = present("period", entry.period());
    return new ExportConfig(
        present("name", entry.name()),
        present("bucket", entry.bucket()),
        present("filenameRoot", entry.filenameRoot()),
        GoDuration.parse(period)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "period is '" + period + "' but has to be a duration such as 4h or 15m")),
        outputRegion,
        new KeyFilter(
            new TreeSet<>(inputRegions),
            regions(entry.excludeRegions()),
            Objects.requireNonNullElse(entry.includeTravelers(), false),
            Objects.requireNonNullElse(entry.onlyNonTravelers(), false)),
        optional(entry.minRecords()),
        optional(entry.maxRecords()),
        Instant.parse(present("from", entry.from())),
        instant(entry.thru()),
        Objects.requireNonNullElse(entry.signatureInfos(), List.of()));
  }

  private static String present(String member, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(member + " is missing");
    }
    return value;
  }

  private static OptionalInt optional(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static Optional<Instant> instant(@Nullable String text) {
    return Optional.ofNullable(text).map(Instant::parse);
  }

  private static NavigableSet<Region> regions(@Nullable List<String> codes) {
    var regions = new TreeSet<Region>();
    Objects.requireNonNullElse(codes, List.<String>of())
        .forEach(code -> regions.add(new Region(code)));
    return regions;
  }
}
