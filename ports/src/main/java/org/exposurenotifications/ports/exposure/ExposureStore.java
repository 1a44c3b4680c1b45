// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.time.Instant;
import java.util.List;

/**
 * Keeps accepted keys. Thread-safe.
 *
 * <p><b>Windows.</b> A key belongs to the publish window that its {@code createdAt} names, and a
 * revision to the one that its {@code revisedAt} names, unless that window was closed for export
 * meanwhile ({@link org.exposurenotifications.ports.export.WindowStore}): then the store moves it
 * forward to the first open one. So nothing that was accepted misses its export, however late its
 * commit.
 */
public interface ExposureStore {
  /**
   * Adds all the exposures if none of the upload's keys is stored; otherwise changes nothing and
   * tells which are.
   *
   * <p>Atomic: all or nothing, the statistic included; on return it is durable. Of several callers
   * at once with keys in common, one adds and the others are told; none fails for that reason.
   *
   * @return the stored keys in ascending order; empty if the upload took effect
   * @throws org.exposurenotifications.ports.PortFailure.Transient also if very many callers wait
   *     for the same key already; nothing was changed
   */
  List<StoredExposure> addIfNonePresent(Upload upload);

  /**
   * Adds and revises, provided that each key to add is absent and each key to revise is stored and
   * was never revised; otherwise changes nothing. Atomic and durable as {@link #addIfNonePresent}.
   *
   * @return whether it took effect; if not, somebody was faster: look again
   */
  boolean merge(Merge merge);

  /**
   * Does the reading, and as far as possible the work, of {@link #addIfNonePresent} without any
   * effect: what a decoy request causes.
   */
  void rehearse(Upload upload);

  /**
   * Deletes keys that are past both bounds, the oldest {@code createdAt} first. A revision does not
   * lengthen a key's life.
   *
   * @param from keys with {@code createdAt} before it are passed over: in the first step of a run
   *     {@link Instant#EPOCH}, then what the step before returned, so that keys which only the
   *     second bound keeps are not scanned in every step
   * @param limit most keys of this call, so that publishing goes on meanwhile
   */
  Deleted delete(Instant from, Expiry expiry, int limit);

  /**
   * Which keys may be deleted.
   *
   * @param createdBefore bound of {@code createdAt}, exclusive
   * @param endedBefore bound of the end of the key's use, exclusive: a key whose end is in this
   *     interval or later could still be uploaded again
   * @param revisedBefore bound of {@code revisedAt} of a key that was revised, exclusive: a later
   *     revision may not be exported yet
   */
  record Expiry(Instant createdBefore, IntervalNumber endedBefore, Instant revisedBefore) {}

  /**
   * A step of a deletion.
   *
   * @param keys how many were deleted; fewer than the limit means none is left
   * @param from where the next step begins
   */
  record Deleted(int keys, Instant from) {}
}
