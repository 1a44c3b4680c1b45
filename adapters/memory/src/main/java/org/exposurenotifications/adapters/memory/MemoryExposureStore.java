// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.PublishStatistic;

final class MemoryExposureStore implements ExposureStore {
  private final State state;

  MemoryExposureStore(State state) {
    this.state = state;
  }

  @Override
  public List<StoredExposure> addIfNonePresent(Upload upload) {
    synchronized (state) {
      List<StoredExposure> stored = find(upload);
      if (stored.isEmpty()) {
        write(upload.exposures(), upload.statistic());
      }
      return stored;
    }
  }

  @Override
  public boolean merge(Merge merge) {
    synchronized (state) {
      if (merge.exposures().stream().anyMatch(e -> state.keys.containsKey(e.key().keyData()))
          || !merge.revisions().stream().allMatch(r -> isRevisable(r.keyData()))) {
        return false;
      }
      write(merge.exposures(), merge.statistic());
      merge.revisions().forEach(this::revise);
      return true;
    }
  }

  @Override
  public void rehearse(Upload upload) {
    synchronized (state) {
      List<StoredExposure> _ = find(upload);
    }
  }

  @Override
  public Deleted delete(Instant from, Expiry expiry, int limit) {
    synchronized (state) {
      List<Exposure> expired =
          state.keys.values().stream()
              .filter(stored -> isExpired(stored, expiry))
              .map(StoredKey::exposure)
              .filter(exposure -> !exposure.createdAt().isBefore(from))
              .sorted(Comparator.comparing(Exposure::createdAt))
              .limit(limit)
              .toList();
      expired.forEach(exposure -> state.keys.remove(exposure.key().keyData()));
      return new Deleted(expired.size(), expired.isEmpty() ? from : expired.getLast().createdAt());
    }
  }

  private static boolean isExpired(StoredKey stored, Expiry expiry) {
    return stored.exposure().createdAt().isBefore(expiry.createdBefore())
        && stored.exposure().key().end().compareTo(expiry.endedBefore()) < 0
        && stored
            .revision()
            .filter(revision -> !revision.revisedAt().isBefore(expiry.revisedBefore()))
            .isEmpty();
  }

  private List<StoredExposure> find(Upload upload) {
    return upload.keys().stream()
        .map(key -> state.keys.get(key.keyData()))
        .filter(Objects::nonNull)
        .map(StoredKey::forRevision)
        .toList();
  }

  private boolean isRevisable(Bytes keyData) {
    return Optional.ofNullable(state.keys.get(keyData))
        .map(stored -> stored.revision().isEmpty())
        .orElse(false);
  }

  private void write(List<Exposure> exposures, Optional<PublishStatistic> statistic) {
    exposures.stream().map(this::inOpenWindow).forEach(state::add);
    statistic.ifPresent(state.statistics::add);
  }

  private Exposure inOpenWindow(Exposure exposure) {
    return new Exposure(
        exposure.key(),
        exposure.diagnosis(),
        exposure.regions(),
        exposure.traveler(),
        exposure.healthAuthority(),
        state.open(exposure.createdAt()));
  }

  private void revise(Revision revision) {
    state.revise(
        new Revision(
            revision.keyData(),
            revision.diagnosis(),
            revision.healthAuthority(),
            state.open(revision.revisedAt())));
  }
}
