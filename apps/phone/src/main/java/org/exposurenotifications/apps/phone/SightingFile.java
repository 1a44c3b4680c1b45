// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/**
 * Sightings as JSON, one a line: {@code rpi} and {@code aem} in base64, {@code rssi} in dBm, {@code
 * time} and, if known, {@code previousScan} as ISO 8601.
 */
final class SightingFile {
  private SightingFile() {}

  /**
   * @throws IOException naming the line that is no sighting
   */
  static SightingLog read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there are no sightings " + file);
    }
    SightingLog log = new SightingLog();
    List<String> lines = TextFile.read(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          log.add(sighting(FlatJson.read(lines.get(i))));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
          throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
        }
      }
    }
    return log;
  }

  private static Sighting sighting(Map<String, String> members) throws IOException {
    return new Sighting(
        Bytes.ofBase64(FlatJson.member(members, "rpi")),
        Bytes.ofBase64(FlatJson.member(members, "aem")),
        Integer.parseInt(FlatJson.member(members, "rssi")),
        Instant.parse(FlatJson.member(members, "time")),
        Optional.ofNullable(members.get("previousScan")).map(Instant::parse));
  }
}
