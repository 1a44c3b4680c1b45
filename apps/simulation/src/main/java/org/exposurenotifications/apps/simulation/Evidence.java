// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileReader;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.ReadLimits;
import org.exposurenotifications.core.exportfile.ReadOutcome;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.config.ExportConfig;

/**
 * A world after a quiet time, and what its published files hold.
 *
 * @param files of each published batch, removed ones included
 */
record Evidence(World world, Map<Ledger.Planned, List<ExportFile>> files) {
  private static final ExportFileReader READER = new ExportFileReader(ReadLimits.DEFAULT);

  static Evidence of(World world) {
    Map<Ledger.Planned, List<ExportFile>> files = new LinkedHashMap<>();
    world
        .ledger
        .published()
        .forEach(
            (batch, names) -> files.put(batch, names.stream().map(n -> read(world, n)).toList()));
    return new Evidence(world, files);
  }

  private static ExportFile read(World world, BlobName name) {
    return switch (READER.read(world.ledger.everWritten(name))) {
      case ReadOutcome.Read(ExportFile file) -> file;
      case ReadOutcome.Refused(String reason) ->
          throw new IllegalStateException(name + " cannot be read: " + reason);
    };
  }

  /** As they are at last. */
  List<ExportConfig> exports() {
    return world.exports();
  }

  /** In which batches of an export a key is; twice if a batch holds it twice. */
  Map<Bytes, List<Ledger.Planned>> keys(
      ExportConfig export, Function<ExportFile, List<FileKey>> part) {
    Map<Bytes, List<Ledger.Planned>> batches = new LinkedHashMap<>();
    files.forEach((batch, its) -> {
      if (batch.export().equals(export.filenameRoot())) {
        its.stream()
            .flatMap(file -> part.apply(file).stream())
            .forEach(
                key -> batches.computeIfAbsent(key.keyData(), _ -> new ArrayList<>()).add(batch));
      }
    });
    return batches;
  }
}
