// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** A sealed batch holds no padding that another batch added after the seal. */
final class MemoryBatchKeys implements BatchKeys {
  private final State state;

  MemoryBatchKeys(State state) {
    this.state = state;
  }

  @Override
  public Count count(Batch batch) {
    List<Exposure> exposures = exposures(batch);
    Optional<Instant> latest =
        exposures.stream().map(Exposure::createdAt).max(Comparator.naturalOrder());
    return new Count(exposures.size(), revised(batch).size(), latest);
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
  public List<Exposure> lastKeys(Batch batch, int limit) {
    List<Exposure> all = exposures(batch);
    return all.subList(Math.max(0, all.size() - limit), all.size());
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
      return accepted(batch).flatMap(stored -> revisedIn(batch.window(), stored).stream()).toList();
    }
  }

  private Stream<StoredKey> accepted(Batch batch) {
    Optional<PlannedBatch> planned =
        batch.layout().flatMap(_ -> Optional.ofNullable(state.batches.get(batch.id())));
    return state.keys.values().stream()
        .filter(key -> batch.filter().accepts(key.exposure().regions(), key.exposure().traveler()))
        .filter(key -> planned.filter(p -> p.isSealedBefore(key.sequence())).isEmpty());
  }

  private static Optional<ExportKey> revisedIn(Window window, StoredKey stored) {
    return stored
        .revision()
        .filter(revision -> contains(window, revision.revisedAt()))
        .map(Revision::diagnosis)
        .map(diagnosis -> exportKey(stored.exposure().key(), diagnosis));
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
