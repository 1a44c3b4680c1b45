// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.exposure.Exposure;

/**
 * Keeps export batches and hands them to workers. Thread-safe.
 *
 * <p>A worker holds a batch by a lease that ends by itself. Every change asks for the fence of the
 * latest lease: a worker that was overtaken changes nothing, and is told.
 */
public interface BatchStore {
  /** End of the latest batch of the export, whatever became of it. */
  Optional<Instant> latestEnd(String exportConfig);

  /**
   * Plans a batch for each window, with the settings as given. A window of the export that has one
   * already is left alone. All or nothing.
   *
   * @param maxRecords most keys in a file, where the export does not say
   * @return how many were new
   */
  int plan(ExportConfig config, Collection<Window> windows, int maxRecords);

  /**
   * Takes the next batch to work on: neither done, nor leased by another, nor waiting for a retry.
   * Earliest end first; of equal ends the shorter window first. A batch waits for every earlier one
   * in this order whose filter overlaps ({@link KeyFilter#overlaps}) and that is not done, unless
   * that one failed {@value #PATIENCE} times, and for every later one that is leased: so that only
   * one worker at a time invents padding for a region. Of several callers at once, no two get the
   * same batch.
   *
   * @param now a lease is over if its end is not after this instant; likewise a wait for retry
   * @param endsBy batches that end later are not due
   * @param duration of the lease, from {@code now}; positive
   * @return empty if there is nothing to do for now
   */
  Optional<Batch> lease(Instant now, Instant endsBy, Duration duration);

  /** How often a batch may fail before later ones wait for it no more. */
  int PATIENCE = 3;

  /**
   * Lengthens the lease.
   *
   * @return false if the batch was leased again or is done: stop working on it
   */
  boolean renew(Batch batch, Instant now, Duration duration);

  /**
   * Gives a batch back that could not be done. A no-op if the lease is another's by now.
   *
   * @return how often it failed, this time included; 0 if it was a no-op
   */
  int fail(Batch batch, Instant retryAt);

  /**
   * Fixes for good which keys the batch holds and how they are cut into files, and adds the padding
   * to the keys, all or nothing. The padding keeps its {@code createdAt}, though that window is
   * closed. A padding key that exists already is an error of the random source.
   *
   * @return the batch with its layout; empty if the lease is another's by now
   */
  Optional<Batch> seal(Batch batch, Collection<Exposure> padding, FileLayout layout);

  /**
   * Ends a batch whose files are all in the blob store: they become part of its index. All or
   * nothing.
   *
   * @param objectNames of its files, in order; none if it has no keys
   * @return false if the lease is another's by now: nothing was changed
   */
  boolean complete(Batch batch, List<String> objectNames);
}
