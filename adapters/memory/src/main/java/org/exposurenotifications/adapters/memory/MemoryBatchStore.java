// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;

final class MemoryBatchStore implements BatchStore {
  private final State state;

  MemoryBatchStore(State state) {
    this.state = state;
  }

  @Override
  public Optional<Instant> latestEnd(String exportConfig) {
    synchronized (state) {
      return batchesOf(exportConfig).map(PlannedBatch::end).max(Comparator.naturalOrder());
    }
  }

  @Override
  public int plan(ExportConfig config, Collection<Window> windows, int maxRecords) {
    synchronized (state) {
      int before = state.batches.size();
      for (Window window : windows) {
        if (batchesOf(config.name()).noneMatch(batch -> batch.window().equals(window))) {
          long id = state.next();
          state.batches.put(id, new PlannedBatch(id, config, window, maxRecords));
        }
      }
      return state.batches.size() - before;
    }
  }

  @Override
  public Optional<Batch> lease(Instant now, Instant endsBy, Duration duration) {
    synchronized (state) {
      return state.batches.values().stream()
          .filter(batch -> !batch.end().isAfter(endsBy) && batch.isFree(now))
          .sorted(PlannedBatch.ORDER)
          .filter(batch -> state.batches.values().stream().noneMatch(b -> batch.waitsFor(b, now)))
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
  public int fail(Batch batch, Instant retryAt) {
    synchronized (state) {
      return held(batch).map(planned -> planned.fail(retryAt)).orElse(0);
    }
  }

  @Override
  public Optional<Batch> seal(Batch batch, Collection<Exposure> padding, FileLayout layout) {
    synchronized (state) {
      Optional<PlannedBatch> held = held(batch);
      held.filter(planned -> !planned.isSealed())
          .ifPresent(planned -> {
            add(padding);
            planned.seal(layout, state.next());
          });
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

  private void add(Collection<Exposure> padding) {
    if (padding.stream().anyMatch(key -> state.keys.containsKey(key.key().keyData()))) {
      throw new PortFailure.Permanent(
          "a random key exists already; see to the random source", null);
    }
    padding.forEach(state::add);
  }

  private Stream<PlannedBatch> batchesOf(String exportConfig) {
    return state.batches.values().stream().filter(b -> b.export().equals(exportConfig));
  }

  private Optional<PlannedBatch> held(Batch batch) {
    return Optional.ofNullable(state.batches.get(batch.id()))
        .filter(planned -> planned.isHeldUnder(batch.fence()));
  }
}
