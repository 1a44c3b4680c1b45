// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.testing.contracts.BatchStoreContract;
import org.exposurenotifications.testing.contracts.Stores;

/** Batches in order, to be broken by those who extend it. */
abstract class ForwardingBatches implements BatchStoreContract, BatchStore {
  private final MemoryStores memory = new MemoryStores();
  private final BatchStore sound = memory.batches();
  private final Stores stores = TestStores.with((BatchStore) this, memory);

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Planning planning() {
    return sound.planning();
  }

  @Override
  public boolean plan(Planning planning, Collection<BatchPlan> batches, Padding padding) {
    return sound.plan(planning, batches, padding);
  }

  @Override
  public Optional<Batch> lease(Instant now, Instant endsBy, Duration duration) {
    return sound.lease(now, endsBy, duration);
  }

  @Override
  public boolean renew(Batch batch, Instant now, Duration duration) {
    return sound.renew(batch, now, duration);
  }

  @Override
  public int fail(Batch batch, Instant retryAt, String reason) {
    return sound.fail(batch, retryAt, reason);
  }

  @Override
  public boolean deadLetter(Batch batch, String reason) {
    return sound.deadLetter(batch, reason);
  }

  @Override
  public boolean revive(long id) {
    return sound.revive(id);
  }

  @Override
  public List<UnfinishedBatch> unfinished() {
    return sound.unfinished();
  }

  @Override
  public Optional<Batch> seal(Batch batch, FileLayout layout) {
    return sound.seal(batch, layout);
  }

  @Override
  public boolean complete(Batch batch, List<String> objectNames) {
    return sound.complete(batch, objectNames);
  }
}
