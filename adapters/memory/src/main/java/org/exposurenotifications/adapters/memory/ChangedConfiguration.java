// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;

/** What a configuration becomes by changes. */
final class ChangedConfiguration {
  private ChangedConfiguration() {}

  static Configuration of(Configuration before, Configuration changes) {
    return new Configuration(
        merge(
                before.healthAuthorities(),
                changes.healthAuthorities(),
                HealthAuthority::issuer,
                ChangedConfiguration::withKeysOf)
            .stream()
            .sorted(Comparator.comparing(HealthAuthority::issuer))
            .toList(),
        replace(before.authorizedApps(), changes.authorizedApps(), AuthorizedApp::name).stream()
            .sorted(Comparator.comparing(AuthorizedApp::name))
            .toList(),
        replace(before.signatureInfos().reversed(), changes.signatureInfos(), SignatureInfo::id)
            .reversed(),
        replace(before.exportConfigs(), changes.exportConfigs(), ExportConfig::name).stream()
            .sorted(Comparator.comparing(ExportConfig::name))
            .toList());
  }

  private static HealthAuthority withKeysOf(HealthAuthority before, HealthAuthority change) {
    return new HealthAuthority(
        change.issuer(),
        change.audience(),
        change.name(),
        change.jwksUri(),
        replace(before.keys(), change.keys(), HealthAuthority.Key::version));
  }

  private static <T> List<T> replace(List<T> before, List<T> changes, Function<T, String> name) {
    return merge(before, changes, name, (_, change) -> change);
  }

  /** What is replaced keeps its place. */
  private static <T> List<T> merge(
      List<T> before, List<T> changes, Function<T, String> name, BinaryOperator<T> remapping) {
    Map<String, T> byName = new LinkedHashMap<>();
    before.forEach(entry -> byName.put(name.apply(entry), entry));
    changes.forEach(entry -> byName.merge(name.apply(entry), entry, remapping));
    return new ArrayList<>(byName.values());
  }
}
