// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.jspecify.annotations.Nullable;

/** Checks that a configuration holds together. */
final class References {
  private References() {}

  static void check(Configuration configuration) {
    List<String> issuers =
        configuration.healthAuthorities().stream().map(HealthAuthority::issuer).toList();
    for (AuthorizedApp app : configuration.authorizedApps()) {
      requireAll("app '" + app.name() + "'", "health authority", app.healthAuthorities(), issuers);
    }
    List<String> signers = configuration.signatureInfos().stream().map(SignatureInfo::id).toList();
    Map<Place, String> exports = new HashMap<>();
    for (ExportConfig export : configuration.exportConfigs()) {
      requireAll(
          "export '" + export.name() + "'", "signature info", export.signatureInfos(), signers);
      Place place = new Place(export.bucket(), export.filenameRoot().toLowerCase(Locale.ROOT));
      @Nullable String other = exports.put(place, export.name());
      if (other != null) {
        throw new PortFailure.Permanent(
            "exports '%s' and '%s' share %s/%s"
                .formatted(other, export.name(), export.bucket(), export.filenameRoot()),
            null);
      }
    }
  }

  private static void requireAll(
      String who, String what, Collection<String> needed, Collection<String> registered) {
    for (String name : needed) {
      if (!registered.contains(name)) {
        throw new PortFailure.Permanent(
            who + " refers to " + what + " '" + name + "', which is not registered", null);
      }
    }
  }
}
