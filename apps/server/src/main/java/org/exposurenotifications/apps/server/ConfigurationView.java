// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.exposure.Region;
import org.jspecify.annotations.Nullable;

/** What is registered, in the shape of a configuration file. */
final class ConfigurationView {
  private ConfigurationView() {}

  /** Lists of entries by section; every entry is a map of members in the file's order. */
  static Map<String, List<Map<String, @Nullable Object>>> of(Configuration configuration) {
    var sections = new LinkedHashMap<String, List<Map<String, @Nullable Object>>>();
    sections.put(
        "healthAuthorities",
        configuration.healthAuthorities().stream().map(ConfigurationView::authority).toList());
    sections.put(
        "authorizedApps",
        configuration.authorizedApps().stream().map(ConfigurationView::app).toList());
    // a file lists the oldest first, as they were registered
    sections.put(
        "signatureInfos",
        configuration.signatureInfos().reversed().stream()
            .map(ConfigurationView::signature)
            .toList());
    sections.put(
        "exportConfigs",
        configuration.exportConfigs().stream().map(ConfigurationView::export).toList());
    return sections;
  }

  /**
   * What applying would change, a line each; empty if nothing.
   *
   * @param now what is registered
   * @param then what would be
   */
  static List<String> differences(Configuration now, Configuration then) {
    var lines = new ArrayList<String>();
    var registered = of(now);
    for (var section : of(then).entrySet()) {
      List<Map<String, @Nullable Object>> present =
          registered.getOrDefault(section.getKey(), List.of());
      for (Map<String, @Nullable Object> entry : section.getValue()) {
        String where = section.getKey() + " " + name(entry);
        boolean known = false;
        for (Map<String, @Nullable Object> other : present) {
          if (name(other).equals(name(entry))) {
            known = true;
            members("~ " + where, other, entry, lines);
          }
        }
        if (!known) {
          lines.add("+ " + where);
        }
      }
    }
    return lines;
  }

  private static void members(
      String where,
      Map<String, @Nullable Object> now,
      Map<String, @Nullable Object> then,
      List<String> lines) {
    then.forEach((member, value) -> {
      Object old = now.get(member);
      if (value instanceof List<?> list && member.equals("keys")) {
        // keys of other versions stay
        list.stream()
            .filter(key -> !((List<?>) Objects.requireNonNull(old)).contains(key))
            .forEach(key -> lines.add(where + ": key " + ((Map<?, ?>) key).get("version")));
      } else if (!Objects.equals(old, value)) {
        lines.add(where + ": " + member + " " + old + " -> " + value);
      }
    });
  }

  /** The first member names an entry. */
  private static Object name(Map<String, @Nullable Object> entry) {
    return Objects.requireNonNull(entry.values().iterator().next());
  }

  private static Map<String, @Nullable Object> authority(HealthAuthority authority) {
    var keys = new ArrayList<Map<String, @Nullable Object>>();
    for (var key : authority.keys()) {
      var entry = new LinkedHashMap<String, @Nullable Object>();
      entry.put("version", key.version());
      entry.put("from", key.from().toString());
      entry.put("thru", text(key.thru()));
      entry.put("publicKey", key.publicKeyPem());
      keys.add(entry);
    }
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("issuer", authority.issuer());
    entry.put("audience", authority.audience());
    entry.put("name", authority.name());
    entry.put("jwksUri", authority.jwksUri().map(Object::toString).orElse(null));
    entry.put("keys", keys);
    return entry;
  }

  private static Map<String, @Nullable Object> app(AuthorizedApp app) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("name", app.name());
    entry.put("regions", codes(app.regions()));
    entry.put("healthAuthorities", app.healthAuthorities().stream().sorted().toList());
    entry.put("bypassHealthAuthorityVerification", app.bypassHealthAuthorityVerification());
    entry.put("bypassRevisionToken", app.bypassRevisionToken());
    return entry;
  }

  private static Map<String, @Nullable Object> signature(SignatureInfo info) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("id", info.id());
    entry.put("signingKey", info.signingKey());
    entry.put("keyId", info.keyId());
    entry.put("keyVersion", info.keyVersion());
    entry.put("from", text(info.from()));
    entry.put("thru", text(info.thru()));
    return entry;
  }

  private static Map<String, @Nullable Object> export(ExportConfig export) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("name", export.name());
    entry.put("bucket", export.bucket());
    entry.put("filenameRoot", export.filenameRoot());
    entry.put("period", period(export.period()));
    entry.put("outputRegion", export.outputRegion());
    entry.put("inputRegions", codes(export.filter().inputRegions()));
    entry.put("excludeRegions", codes(export.filter().excludeRegions()));
    entry.put("includeTravelers", export.filter().includeTravelers());
    entry.put("onlyNonTravelers", export.filter().onlyNonTravelers());
    entry.put(
        "minRecords", export.minRecords().isPresent() ? export.minRecords().getAsInt() : null);
    entry.put(
        "maxRecords", export.maxRecords().isPresent() ? export.maxRecords().getAsInt() : null);
    entry.put("from", export.from().toString());
    entry.put("thru", text(export.thru()));
    entry.put("signatureInfos", export.signatureInfos());
    return entry;
  }

  private static String period(Duration period) {
    long seconds = period.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static List<String> codes(Collection<Region> regions) {
    return regions.stream().map(Region::code).toList();
  }

  private static @Nullable String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse(null);
  }
}
