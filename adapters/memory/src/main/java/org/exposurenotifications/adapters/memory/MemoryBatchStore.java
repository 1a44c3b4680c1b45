// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.exposure.Revision;

final class MemoryBatchStore implements BatchStore {
  private final State state;

  MemoryBatchStore(State state) {
    this.state = state;
  }

  @Override
  public Planning planning() {
    synchronized (state) {
      return new Planning(
          state.plans,
          state.batches.values().stream()
              .collect(
                  Collectors.toMap(
                      PlannedBatch::export,
                      PlannedBatch::end,
                      BinaryOperator.maxBy(Comparator.naturalOrder()))),
          Map.of(),
          state.keys.values().stream()
              .map(stored -> stored.exposure().createdAt())
              .min(Comparator.naturalOrder()));
    }
  }

  @Override
  public boolean plan(Planning planning, Collection<BatchPlan> batches, Padding padding) {
    synchronized (state) {
      if (planning.generation() != state.plans) {
        return false;
      }
      check(padding);
      state.plans++;
      for (BatchPlan plan : batches) {
        long id = state.next();
        state.batches.put(id, new PlannedBatch(id, plan, state.plans));
      }
      padding.keys().forEach(state::addPadding);
      padding.revisions().forEach(state::revise);
      return true;
    }
  }

  @Override
  public Optional<Batch> lease(Instant now, Instant endsBy, Duration duration) {
    synchronized (state) {
      return state.batches.values().stream()
          .filter(batch -> !batch.end().isAfter(endsBy) && batch.isFree(now))
          .sorted(PlannedBatch.ORDER)
          .findFirst()
          .map(batch -> batch.lease(now.plus(duration)));
    }
  }

  @Override
  public boolean renew(Batch batch, Instant now, Duration duration) {
    synchronized (state) {
      Optional<PlannedBatch> held = held(batch);
      held.ifPresent(planned -> planned.renew(now.plus(duration)));
      return held.isPresent();
    }
  }

  @Override
  public int fail(Batch batch, Instant retryAt, String reason) {
    synchronized (state) {
      return held(batch).map(planned -> planned.fail(retryAt, reason)).orElse(0);
    }
  }

  @Override
  public boolean deadLetter(Batch batch, String reason) {
    synchronized (state) {
      Optional<PlannedBatch> held = held(batch);
      held.ifPresent(planned -> planned.deadLetter(reason));
      return held.isPresent();
    }
  }

  @Override
  public boolean revive(long id) {
    synchronized (state) {
      return Optional.ofNullable(state.batches.get(id)).map(PlannedBatch::revive).orElse(false);
    }
  }

  @Override
  public List<UnfinishedBatch> unfinished() {
    synchronized (state) {
      return state.batches.values().stream()
          .filter(batch -> !batch.isDone())
          .sorted(PlannedBatch.ORDER)
          .map(PlannedBatch::toUnfinished)
          .toList();
    }
  }

  @Override
  public Optional<Batch> seal(Batch batch, FileLayout layout) {
    synchronized (state) {
      Optional<PlannedBatch> held = held(batch);
      held.ifPresent(planned -> planned.seal(layout));
      return held.map(PlannedBatch::toBatch);
    }
  }

  @Override
  public boolean complete(Batch batch, List<String> objectNames) {
    synchronized (state) {
      Optional<PlannedBatch> held = held(batch);
      held.ifPresent(planned -> {
        planned.complete();
        state.publish(planned, objectNames);
      });
      return held.isPresent();
    }
  }

  private void check(Padding padding) {
    if (padding.keys().stream().anyMatch(key -> state.keys.containsKey(key.key().keyData()))) {
      throw new PortFailure.Permanent("a random key exists already; check the random source", null);
    }
    Set<Bytes> invented =
        padding.keys().stream().map(key -> key.key().keyData()).collect(Collectors.toSet());
    if (!padding.revisions().stream()
        .allMatch(
            revision -> invented.contains(revision.keyData()) || isUnrevisedPadding(revision))) {
      throw new PortFailure.Permanent("only padding that was never revised can be revised", null);
    }
  }

  private boolean isUnrevisedPadding(Revision revision) {
    StoredKey stored = state.keys.get(revision.keyData());
    return stored != null && stored.isPadding() && stored.revision().isEmpty();
  }

  private Optional<PlannedBatch> held(Batch batch) {
    return Optional.ofNullable(state.batches.get(batch.id()))
        .filter(planned -> planned.isHeldUnder(batch.fence()));
  }
}
