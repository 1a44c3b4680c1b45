// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * Decides once and for all what a batch holds. Everything random is decided here and kept by the
 * store, so however often the files are written they hold the same keys; and an overlapping export
 * shows the same padding, which could be told from keys otherwise.
 */
final class SealBatch {
  private final BatchStore batches;
  private final BatchKeys batchKeys;
  private final ExportSettings settings;
  private final SecureRandom random;

  @Inject
  SealBatch(BatchStore batches, BatchKeys batchKeys, ExportSettings settings, SecureRandom random) {
    this.batches = batches;
    this.batchKeys = batchKeys;
    this.settings = settings;
    this.random = random;
  }

  /**
   * @return the batch with its layout; one that is sealed already as it is
   * @throws LeaseLost if it is another's by now
   */
  Batch seal(Batch batch) {
    if (batch.layout().isPresent()) {
      return batch;
    }
    BatchKeys.Count count = batchKeys.count(batch);
    FileLayout layout = Layouts.cut(count.keys(), count.revisedKeys(), batch.maxRecords());
    int padding = 0;
    if (count.keys() < settings.minRecords()) {
      int target = settings.minRecords() + random.nextInt(settings.paddingRange() + 1);
      padding = Layouts.padding(layout, target, batch.maxRecords());
    }
    return batches
        .seal(batch, padding(batch, count, layout, padding), Layouts.pad(layout, padding))
        .orElseThrow(LeaseLost::new);
  }

  private List<Exposure> padding(
      Batch batch, BatchKeys.Count count, FileLayout layout, int padding) {
    Optional<Instant> createdAt = count.latestCreatedAt();
    if (padding == 0 || createdAt.isEmpty()) {
      return List.of();
    }
    List<Exposure> models = batchKeys.lastKeys(batch, layout.files().getLast().keys());
    return IntStream.range(0, padding)
        .mapToObj(i -> like(models.get(i % models.size()), createdAt.get()))
        .toList();
  }

  /** Nothing but the key itself tells it from its model, and the key is random as any. */
  private Exposure like(Exposure model, Instant createdAt) {
    byte[] keyData = new byte[TemporaryExposureKey.LENGTH];
    random.nextBytes(keyData);
    TemporaryExposureKey key =
        new TemporaryExposureKey(
            Bytes.of(keyData), model.key().rollingStart(), model.key().rollingPeriod());
    return new Exposure(
        key, model.diagnosis(), model.regions(), model.traveler(), Optional.empty(), createdAt);
  }
}
