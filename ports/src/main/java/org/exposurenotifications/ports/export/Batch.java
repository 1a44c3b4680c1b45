// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.util.List;
import java.util.Optional;

/**
 * One window of one export, leased for work. Its settings are those of the configuration when it
 * was planned.
 *
 * @param id for the store
 * @param fence how often the batch was leased so far, 1 at first; the store refuses work under an
 *     old one
 * @param failures how often it was given back since it was planned or revived, 0 at first
 * @param lapses how often a lease of it ended by itself since then: its worker crashed or hung
 * @param outputRegion written into the files; may be empty
 * @param maxRecords most keys in a file
 * @param signatureInfos ids of its signers
 * @param layout set once the batch is sealed
 */
public record Batch(
    long id,
    long fence,
    int failures,
    int lapses,
    String bucket,
    String filenameRoot,
    Window window,
    String outputRegion,
    KeyFilter filter,
    int maxRecords,
    List<String> signatureInfos,
    Optional<FileLayout> layout) {
  public Batch {
    signatureInfos = List.copyOf(signatureInfos);
  }
}
