// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.exposure.Exposure;

/**
 * Reads the keys of a batch: those whose {@code createdAt} (of revised ones: {@code revisedAt})
 * lies in the batch's window and whose region and traveler mark its filter accepts. Thread-safe.
 */
public interface BatchKeys {
  Count count(Batch batch);

  /**
   * The keys as first reported, also those that were revised since, in ascending order of their
   * bytes. Memory does not grow with their number.
   *
   * @return to be closed by the caller
   */
  Stream<ExportKey> keys(Batch batch);

  /**
   * The revised keys with their revised diagnosis, in ascending order of their bytes. Memory does
   * not grow with their number.
   *
   * @return to be closed by the caller
   */
  Stream<ExportKey> revisedKeys(Batch batch);

  /**
   * The last of the batch's keys in ascending order: what padding is modelled on.
   *
   * @param limit at most so many
   * @return in ascending order
   */
  List<Exposure> lastKeys(Batch batch, int limit);

  /**
   * @param latestCreatedAt of the keys as first reported; empty if there are none
   */
  record Count(long keys, long revisedKeys, Optional<Instant> latestCreatedAt) {}
}
