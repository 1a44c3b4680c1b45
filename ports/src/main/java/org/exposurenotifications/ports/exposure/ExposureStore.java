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
   * Forgets keys for good.
   *
   * @param cutoff keys with {@code createdAt} before it go; revisions do not lengthen their life
   * @param limit at most so many in this call, so that publishing goes on meanwhile
   * @return how many went; fewer than {@code limit} means none is left
   */
  int deleteCreatedBefore(Instant cutoff, int limit);
}
