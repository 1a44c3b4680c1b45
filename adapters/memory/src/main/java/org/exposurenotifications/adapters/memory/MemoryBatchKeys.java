// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

final class MemoryBatchKeys implements BatchKeys {
  private final State state;

  MemoryBatchKeys(State state) {
    this.state = state;
  }

  @Override
  public Count count(Batch batch) {
    return new Count(exposures(batch).size(), revised(batch).size());
  }

  @Override
  public Stream<ExportKey> keys(Batch batch) {
    return exposures(batch).stream().map(e -> exportKey(e.key(), e.diagnosis()));
  }

  @Override
  public Stream<ExportKey> revisedKeys(Batch batch) {
    return revised(batch).stream();
  }

  @Override
  public List<KeyGroup> groups(Window window) {
    synchronized (state) {
      return reported()
          .map(StoredKey::exposure)
          .filter(exposure -> contains(window, exposure.createdAt()))
          .collect(Collectors.groupingBy(MemoryBatchKeys::group, Collectors.counting()))
          .entrySet()
          .stream()
          .map(entry -> counted(entry.getKey(), entry.getValue()))
          .toList();
    }
  }

  @Override
  public List<RevisedKey> revised(Window window) {
    synchronized (state) {
      return reported()
          .filter(stored -> revisedIn(window, stored).isPresent())
          .map(stored -> new RevisedKey(stored.exposure(), stored.revision().orElseThrow()))
          .toList();
    }
  }

  @Override
  public List<Exposure> unrevisedPadding(
      Window window, NavigableSet<Region> regions, boolean traveler, int limit) {
    synchronized (state) {
      return state.keys.values().stream()
          .filter(stored -> stored.isPadding() && stored.revision().isEmpty())
          .map(StoredKey::exposure)
          .filter(exposure -> contains(window, exposure.createdAt()))
          .filter(exposure -> exposure.regions().equals(regions))
          .filter(exposure -> exposure.traveler() == traveler)
          .limit(limit)
          .toList();
    }
  }

  private Stream<StoredKey> reported() {
    return state.keys.values().stream().filter(stored -> !stored.isPadding());
  }

  private static KeyGroup group(Exposure exposure) {
    return new KeyGroup(
        exposure.createdAt(),
        exposure.regions(),
        exposure.traveler(),
        exposure.key().rollingStart(),
        exposure.key().rollingPeriod(),
        exposure.diagnosis(),
        1);
  }

  private static KeyGroup counted(KeyGroup group, long count) {
    return new KeyGroup(
        group.createdAt(),
        group.regions(),
        group.traveler(),
        group.rollingStart(),
        group.rollingPeriod(),
        group.diagnosis(),
        count);
  }

  private List<Exposure> exposures(Batch batch) {
    synchronized (state) {
      return accepted(batch)
          .map(StoredKey::exposure)
          .filter(exposure -> contains(batch.window(), exposure.createdAt()))
          .toList();
    }
  }

  private List<ExportKey> revised(Batch batch) {
    synchronized (state) {
      return accepted(batch)
          .flatMap(stored ->
              revisedIn(batch.window(), stored).map(Revision::diagnosis).stream()
                  .map(diagnosis -> exportKey(stored.exposure().key(), diagnosis)))
          .toList();
    }
  }

  private Stream<StoredKey> accepted(Batch batch) {
    Optional<PlannedBatch> planned = Optional.ofNullable(state.batches.get(batch.id()));
    return state.keys.values().stream()
        .filter(key -> batch.filter().accepts(key.exposure().regions(), key.exposure().traveler()))
        .filter(key -> planned.filter(own -> !own.holds(key)).isEmpty());
  }

  private static Optional<Revision> revisedIn(Window window, StoredKey stored) {
    return stored.revision().filter(revision -> contains(window, revision.revisedAt()));
  }

  private static boolean contains(Window window, Instant instant) {
    return !instant.isBefore(window.start()) && instant.isBefore(window.end());
  }

  private static ExportKey exportKey(TemporaryExposureKey key, Diagnosis diagnosis) {
    return new ExportKey(
        key.keyData(),
        diagnosis.transmissionRisk(),
        key.rollingStart().value(),
        key.rollingPeriod(),
        diagnosis.reportType(),
        diagnosis.daysSinceOnset());
  }
}
