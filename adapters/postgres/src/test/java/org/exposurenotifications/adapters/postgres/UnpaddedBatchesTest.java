// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.exposurenotifications.testing.contracts.Samples.export;
import static org.exposurenotifications.testing.contracts.Samples.filter;
import static org.exposurenotifications.testing.contracts.Samples.hour;
import static org.exposurenotifications.testing.contracts.Samples.hours;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches that the Go server or an older version of this one planned. */
final class UnpaddedBatchesTest {
  private static final ExportConfig EXPORT = export("us", filter("US"));

  private PostgresStores stores;
  private BatchStore batches;

  @BeforeEach
  void open() {
    TestDatabase.clear();
    stores = PostgresStores.open(TestDatabase.CONFIG);
    batches = stores.batches();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Test
  void theyAreNotLeasedBeforeTheyArePlannedWithTheirPadding() {
    storeUnpadded(1);
    assertThat(plan(2)).isTrue();
    assertThat(lease()).map(Batch::window).contains(hours(2, 3));
    assertThat(lease()).isEmpty();
    assertThat(batches.planning().unpadded("us")).containsExactly(hours(1, 2));

    assertThat(plan(1)).isTrue();

    assertThat(batches.planning().unpadded("us")).isEmpty();
    assertThat(lease()).map(Batch::window).contains(hours(1, 2));
  }

  @Test
  void aBatchThatHasItsPaddingIsNotPlannedAgain() {
    assertThat(plan(1)).isTrue();
    Planning planning = batches.planning();

    assertThatExceptionOfType(PortFailure.Transient.class).isThrownBy(() -> plan(1));

    assertThat(batches.planning()).isEqualTo(planning);
  }

  private boolean plan(int hour) {
    return batches.plan(
        batches.planning(),
        List.of(new BatchPlan(EXPORT, hours(hour, hour + 1), 10)),
        Padding.NONE);
  }

  private Optional<Batch> lease() {
    return batches.lease(hour(10), hour(10), Duration.ofMinutes(1));
  }

  private static void storeUnpadded(int hour) {
    TestDatabase.execute(
        """
        INSERT INTO export_batch (export_config, bucket, filename_root, starts_at, ends_at,
                                  output_region, max_records, input_regions, exclude_regions,
                                  include_travelers, only_non_travelers, signature_infos)
        VALUES ('us', '%s', '%s', '%s', '%s', 'US', 10, '{US}', '{}',
                false, false, '{}')
        """
            .formatted(EXPORT.bucket(), EXPORT.filenameRoot(), hour(hour), hour(hour + 1)));
  }
}
