// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * What a phone remembers from one download to the next.
 *
 * @param processed names of files
 * @param known keys that it met, or that were revoked
 */
record PhoneState(Set<String> processed, List<KnownKey> known) {
  static final PhoneState EMPTY = new PhoneState(Set.of(), List.of());

  PhoneState {
    processed = Collections.unmodifiableSet(new LinkedHashSet<>(processed));
    known = List.copyOf(known);
  }

  /**
   * @param file may be missing: nothing is remembered then
   * @throws IOException naming the line that cannot be read
   */
  static PhoneState read(Path file) throws IOException {
    Set<String> processed = new LinkedHashSet<>();
    List<KnownKey> known = new ArrayList<>();
    List<String> lines = Files.exists(file) ? TextFile.read(file).lines().toList() : List.of();
    for (int i = 0; i < lines.size(); i++) {
      try {
        Map<String, String> members = FlatJson.read(lines.get(i));
        if (members.containsKey("file")) {
          processed.add(FlatJson.member(members, "file"));
        } else {
          known.add(knownKey(members));
        }
      } catch (IOException | IllegalArgumentException e) {
        throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new PhoneState(processed, known);
  }

  /** Replaces the file whole. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : processed) {
      lines.add(FlatJson.write(Map.of("file", name)));
    }
    for (KnownKey each : known) {
      lines.add(FlatJson.write(members(each)));
    }
    Path made = Files.write(file.resolveSibling(file.getFileName() + ".new"), lines);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, String> members(KnownKey known) {
    return Map.of(
        "key", known.key().keyData().base64(),
        "rollingStart", String.valueOf(known.key().rollingStart().value()),
        "rollingPeriod", String.valueOf(known.key().rollingPeriod()),
        "reportType", known.reportType().name(),
        "changed", String.valueOf(known.changed()));
  }

  private static KnownKey knownKey(Map<String, String> members) throws IOException {
    return new KnownKey(
        new TemporaryExposureKey(
            Bytes.ofBase64(FlatJson.member(members, "key")),
            new IntervalNumber(Integer.parseInt(FlatJson.member(members, "rollingStart"))),
            Integer.parseInt(FlatJson.member(members, "rollingPeriod"))),
        FileReportType.valueOf(FlatJson.member(members, "reportType")),
        Boolean.parseBoolean(FlatJson.member(members, "changed")));
  }
}
