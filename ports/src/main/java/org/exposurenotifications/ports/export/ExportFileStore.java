// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.List;

/**
 * Knows the published files, and which index names them. Thread-safe.
 *
 * <p>An index belongs to a place: bucket and filename root. Each change to the files of a place
 * raises its generation, so an index that was written before a crash, or by a slow worker, is known
 * to be stale.
 */
public interface ExportFileStore {
  /**
   * Takes files out of their index whose batch began at or before {@code cutoff}. Idempotent.
   *
   * @return how many
   */
  int withdraw(Instant cutoff);

  /** Places whose index is stale, or was never written though a batch was completed. */
  List<Place> staleIndexes();

  /**
   * The names to be written into the index, each once. Names that an earlier answer held come
   * first, as they stood there; names that are new come after them, ascending. So a phone that
   * remembers the last line it has seen finds behind it every file that it does not know.
   */
  Index index(Place place);

  /** Notes that an index of this generation was written; a no-op if a later one was noted. */
  void indexWritten(Index index);

  /**
   * Withdrawn files whose batch ended before {@code cutoff} and whose index was written since they
   * were withdrawn, oldest first.
   *
   * @param limit at most so many
   */
  List<ExportFile> deletable(Instant cutoff, int limit);

  /** Forgets a file whose object is gone; idempotent. */
  void deleted(ExportFile file);

  /**
   * Forgets batches that are done, ended before {@code cutoff} and have no files left, except the
   * latest of each export, which tells where planning goes on.
   *
   * @return how many
   */
  int deleteBatches(Instant cutoff);

  /** Where an index lies. */
  record Place(String bucket, String filenameRoot) {}

  /**
   * @param generation of the place's files
   */
  record Index(Place place, long generation, List<String> objectNames) {
    public Index {
      objectNames = List.copyOf(objectNames);
    }
  }

  record ExportFile(String bucket, String objectName) {}
}
