// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import org.exposurenotifications.core.job.JobSteps;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;

/** Fixes how a batch is cut into files, so that every attempt writes the same ones. */
final class SealBatch {
  private final BatchStore batches;
  private final BatchKeys batchKeys;

  @Inject
  SealBatch(BatchStore batches, BatchKeys batchKeys) {
    this.batches = batches;
    this.batchKeys = batchKeys;
  }

  /**
   * Keys that phones would refuse are left out, and noted.
   *
   * @return the batch with its layout; one that is sealed already as it is
   * @throws LeaseLost if another worker holds it by now
   */
  Batch seal(Batch batch, JobSteps steps) {
    if (batch.layout().isPresent()) {
      return batch;
    }
    BatchKeys.Count count = batchKeys.count(batch);
    if (count.broken() > 0) {
      steps.problem(
          ("%s: %s keys are left out, because their rolling start, rolling period or risk is out of"
                  + " range; something other than this server wrote them: mend or delete these rows"
                  + " of the table exposure")
              .formatted(
                  BatchState.name(batch.window(), batch.bucket(), batch.filenameRoot()),
                  count.broken()));
    }
    return batches
        .seal(batch, Layouts.cut(count.keys(), count.revisedKeys(), batch.maxRecords()))
        .orElseThrow(LeaseLost::new);
  }
}
