// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.util.List;
import java.util.NavigableSet;
import java.util.stream.Stream;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;

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
   * The reported keys, without padding, whose {@code createdAt} lies in the window, counted by
   * everything but the key itself. Each group once, in no particular order.
   */
  List<KeyGroup> groups(Window window);

  /**
   * The reported keys, without padding, whose {@code revisedAt} lies in the window, in no
   * particular order.
   */
  List<RevisedKey> revised(Window window);

  /**
   * Padding whose {@code createdAt} lies in the window, with these regions and this mark, that was
   * never revised, in no particular order.
   *
   * @param limit at most so many, any of them
   */
  List<Exposure> unrevisedPadding(
      Window window, NavigableSet<Region> regions, boolean traveler, int limit);

  /**
   * How many keys a batch has.
   *
   * @param broken how many it would have besides, had something not written them with a rolling
   *     start, rolling period or risk that phones refuse; no method returns these
   */
  record Count(long keys, long revisedKeys, long broken) {
    /** None broken. */
    public Count(long keys, long revisedKeys) {
      this(keys, revisedKeys, 0);
    }
  }
}
