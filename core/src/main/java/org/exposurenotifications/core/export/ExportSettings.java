// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Duration;

/**
 * How batches are planned and written (export-and-operations.md 18.2).
 *
 * @param truncateWindow length of publish windows, whole seconds; the same in acceptance
 * @param minWindowAge how long ago a window has to have ended before it is published
 * @param minRecords fewest keys that are in the same files; with fewer they get padding
 * @param paddingRange up to so many more, at random
 * @param maxRecords most keys in a file, where the export does not say
 * @param retention how long files stay in the index
 * @param workerTimeout after which a run stops taking more batches
 * @param reprocessCount added to the timestamps in file names
 */
public record ExportSettings(
    Duration truncateWindow,
    Duration minWindowAge,
    int minRecords,
    int paddingRange,
    int maxRecords,
    Duration retention,
    Duration workerTimeout,
    int reprocessCount) {
  public static final ExportSettings DEFAULT =
      new ExportSettings(
          Duration.ofHours(1),
          Duration.ofHours(2),
          1000,
          100,
          500_000,
          Duration.ofDays(14),
          Duration.ofMinutes(5),
          0);
}
