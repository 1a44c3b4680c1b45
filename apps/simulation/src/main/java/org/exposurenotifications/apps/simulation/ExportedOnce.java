// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Exposure;

/** Looks for keys in the files of every export whose filter matches, and of no other. */
final class ExportedOnce {
  private final Evidence evidence;
  private final Function<ExportFile, List<FileKey>> part;

  /**
   * @param part keys, or revised keys
   */
  ExportedOnce(Evidence evidence, Function<ExportFile, List<FileKey>> part) {
    this.evidence = evidence;
    this.part = part;
  }

  /**
   * @param windows by key, the publish window whose batch has to hold it
   */
  Stream<String> problems(Map<Bytes, Instant> windows) {
    return evidence.exports().stream().flatMap(export -> problems(export, windows));
  }

  private Stream<String> problems(ExportConfig export, Map<Bytes, Instant> windows) {
    Map<Bytes, List<Ledger.Planned>> found = evidence.keys(export, part);
    Stream<String> misplaced =
        windows.entrySet().stream()
            .flatMap(entry -> {
              List<Ledger.Planned> is = found.getOrDefault(entry.getKey(), List.of());
              List<Ledger.Planned> ought = ought(export, entry.getKey(), entry.getValue());
              return is.equals(ought)
                  ? Stream.empty()
                  : Stream.of(
                      "key %s is in %s of %s, and ought to be in %s"
                          .formatted(
                              Render.hex(entry.getKey()),
                              Render.text(is),
                              export.name(),
                              Render.text(ought)));
            });
    Stream<String> twice =
        found.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1 && !windows.containsKey(entry.getKey()))
            .map(entry -> "padding %s is in two files".formatted(Render.hex(entry.getKey())));
    return Stream.concat(misplaced, twice);
  }

  private List<Ledger.Planned> ought(ExportConfig export, Bytes key, Instant window) {
    Exposure exposure = evidence.world().ledger.accepted().get(key);
    if (exposure == null || !matches(export.filter(), exposure)) {
      return List.of();
    }
    Optional<Ledger.Planned> batch =
        evidence.world().ledger.planned().stream()
            .filter(planned -> planned.export().equals(export.filenameRoot()))
            .filter(planned -> !window.isBefore(planned.window().start()))
            .filter(planned -> window.isBefore(planned.window().end()))
            .filter(evidence.files()::containsKey)
            .findFirst();
    return batch.stream().toList();
  }

  /** The rule of filters, once more and independently. */
  private static boolean matches(KeyFilter filter, Exposure exposure) {
    for (var region : exposure.regions()) {
      if (filter.excludeRegions().contains(region)) {
        return false;
      }
    }
    if (exposure.traveler() && filter.onlyNonTravelers()) {
      return false;
    }
    if (exposure.traveler() && filter.includeTravelers()) {
      return true;
    }
    for (var region : exposure.regions()) {
      if (filter.inputRegions().contains(region)) {
        return true;
      }
    }
    return false;
  }
}
