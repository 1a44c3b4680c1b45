// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.export.ExportFileStore;

final class MemoryExportFileStore implements ExportFileStore {
  private static final Comparator<PublishedFile> OLDEST_FIRST =
      Comparator.<PublishedFile, Instant>comparing(file -> file.window().end())
          .thenComparing(file -> file.window().start())
          .thenComparing(file -> file.file().objectName());

  private static final Comparator<PublishedFile> AS_LISTED =
      Comparator.<PublishedFile>comparingLong(file -> file.listedBy().orElseThrow())
          .thenComparing(file -> file.file().objectName());

  private final State state;

  MemoryExportFileStore(State state) {
    this.state = state;
  }

  @Override
  public int withdraw(Instant cutoff) {
    synchronized (state) {
      List<PublishedFile> old =
          state.files.values().stream()
              .filter(PublishedFile::isInIndex)
              .filter(file -> !file.window().start().isAfter(cutoff))
              .toList();
      old.stream().map(PublishedFile::place).distinct().forEach(state::raise);
      old.forEach(
          file -> state.files.put(file.file(), file.withdrawn(generations(file.place()).files())));
      return old.size();
    }
  }

  @Override
  public List<Place> staleIndexes() {
    synchronized (state) {
      return state.places.entrySet().stream()
          .filter(place -> place.getValue().isStale())
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  @Override
  public Index index(Place place) {
    synchronized (state) {
      long generation = generations(place).files();
      state.files.replaceAll((_, file) ->
          file.isInIndex() && file.place().equals(place) ? file.listed(generation) : file);
      List<String> names =
          state.files.values().stream()
              .filter(file -> file.isInIndex() && file.place().equals(place))
              .sorted(AS_LISTED)
              .map(file -> file.file().objectName())
              .toList();
      return new Index(place, generation, names);
    }
  }

  @Override
  public void indexWritten(Index index) {
    synchronized (state) {
      state.places.computeIfPresent(index.place(), (_, place) -> place.written(index.generation()));
    }
  }

  @Override
  public List<ExportFile> deletable(Instant cutoff, int limit) {
    synchronized (state) {
      return state.files.values().stream()
          .filter(file -> file.window().end().isBefore(cutoff) && isOutOfIndex(file))
          .sorted(OLDEST_FIRST)
          .limit(limit)
          .map(PublishedFile::file)
          .toList();
    }
  }

  @Override
  public void deleted(ExportFile file) {
    synchronized (state) {
      state.files.remove(file);
    }
  }

  @Override
  public int deleteBatches(Instant cutoff) {
    synchronized (state) {
      NavigableMap<String, Instant> latestEnds =
          state.batches.values().stream()
              .collect(
                  Collectors.toMap(
                      PlannedBatch::export,
                      PlannedBatch::end,
                      (a, b) -> a.isAfter(b) ? a : b,
                      TreeMap::new));
      int before = state.batches.size();
      state
          .batches
          .entrySet()
          .removeIf(entry -> {
            PlannedBatch batch = entry.getValue();
            return batch.isDone()
                && batch.end().isBefore(cutoff)
                && !batch.end().equals(latestEnds.get(batch.export()))
                && !state.hasFiles(batch);
          });
      return before - state.batches.size();
    }
  }

  private Generations generations(Place place) {
    return state.places.getOrDefault(place, Generations.FIRST);
  }

  private boolean isOutOfIndex(PublishedFile file) {
    return file.withdrawnBy().isPresent()
        && file.withdrawnBy().getAsLong() <= generations(file.place()).index();
  }
}
