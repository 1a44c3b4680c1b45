// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.BatchPlan;

/**
 * Keeps export batches and hands them to workers. Thread-safe.
 *
 * <p>A worker holds a batch by a lease that ends by itself. Every change asks for the fence of the
 * latest lease: a worker that was overtaken changes nothing, and is told.
 */
public interface BatchStore {
  /** What is planned so far. */
  Planning planning();

  /**
   * Plans batches together with the padding of their keys, all or nothing: there is never a batch
   * whose padding is not stored. The padding keeps its {@code createdAt}, though that window is
   * closed.
   *
   * @param planning what the caller planned on
   * @param batches no window of an export that has a batch already, unless that is unpadded
   * @return false if something was planned since {@code planning}: nothing was changed
   * @throws org.exposurenotifications.ports.PortFailure.Permanent if a padding key is stored
   *     already, which is an error of the random source, or a key to revise is no padding or was
   *     revised
   */
  boolean plan(Planning planning, Collection<BatchPlan> batches, Padding padding);

  /**
   * Leases the next batch: neither done, nor dead-lettered, nor leased by another, nor waiting for
   * a retry. A batch whose lease ended by itself counts one more lapse when it is leased again.
   * Earliest end first; of equal ends the shorter window first. Concurrent callers get different
   * batches.
   *
   * @param now a lease is over if its end is not after this instant; likewise a wait for retry
   * @param endsBy batches that end later are not due
   * @param duration of the lease, from {@code now}; positive
   * @return empty if there is nothing to do for now
   */
  Optional<Batch> lease(Instant now, Instant endsBy, Duration duration);

  /**
   * Lengthens the lease.
   *
   * @return false if the batch was leased again or is done: stop working on it
   */
  boolean renew(Batch batch, Instant now, Duration duration);

  /**
   * Gives a batch back that could not be done. A no-op if the lease is another's by now.
   *
   * @param reason for operators; without secrets or bytes of keys
   * @return how often it failed, this time included; 0 if it was a no-op
   */
  int fail(Batch batch, Instant retryAt, String reason);

  /**
   * Gives a batch back for good: it counts as one more failure and is not leased again until it is
   * revived. Other batches are leased as before.
   *
   * @param reason likewise
   * @return false if the lease is another's by now: nothing was changed
   */
  boolean deadLetter(Batch batch, String reason);

  /**
   * Lets a dead-lettered batch be leased again at once, with its failures and lapses forgotten. Its
   * layout stays.
   *
   * @return false if there is no dead-lettered batch of this id
   */
  boolean revive(long id);

  /** All batches that are not done, whatever became of them; earliest end first. */
  List<UnfinishedBatch> unfinished();

  /**
   * Fixes how the batch's keys are cut into files. The first layout stays, whoever seals again.
   *
   * @return the batch with its layout; empty if the lease is another's by now
   */
  Optional<Batch> seal(Batch batch, FileLayout layout);

  /**
   * Ends a batch whose files are all in the blob store: they become part of its index. All or
   * nothing.
   *
   * @param objectNames of its files, in order; none if it has no keys
   * @return false if the lease is another's by now: nothing was changed
   */
  boolean complete(Batch batch, List<String> objectNames);
}
