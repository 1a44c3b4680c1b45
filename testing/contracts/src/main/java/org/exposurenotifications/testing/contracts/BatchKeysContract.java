// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchKeys}. */
public interface BatchKeysContract extends BatchFilterContract {
  @Test
  default void anEmptyBatchHasNoKeys() {
    Batch batch = batch(0, 1);
    assertThat(exports().keys(batch)).isEmpty();
    assertThat(exports().revisedKeys(batch)).isEmpty();
    assertThat(stores().batchKeys().count(batch)).isEqualTo(new BatchKeys.Count(0, 0));
  }

  @Test
  default void theStartOfTheWindowBelongsToItAndItsEndDoesNot() {
    add(
        Samples.exposure(1, Samples.hour(2).minusSeconds(1)),
        Samples.exposure(2, Samples.hour(2)),
        Samples.exposure(3, Samples.hour(4).minusSeconds(1)),
        Samples.exposure(4, Samples.hour(4)));
    assertThat(exports().keyData(batch(2, 4))).isEqualTo(KeySteps.keyData(2, 3));
  }

  @Test
  default void revisionsBelongToTheWindowOfTheRevision() {
    for (int number = 1; number <= 4; number++) {
      add(Samples.exposure(number, Samples.hour(0)));
    }
    new KeySteps(stores()).revise(1, Samples.hour(2).minusSeconds(1));
    new KeySteps(stores()).revise(2, Samples.hour(2));
    new KeySteps(stores()).revise(3, Samples.hour(4).minusSeconds(1));
    new KeySteps(stores()).revise(4, Samples.hour(4));
    Batch batch = batch(2, 4);
    assertThat(exports().keyData(batch)).isEmpty();
    assertThat(exports().revisedKeyData(batch)).isEqualTo(KeySteps.keyData(2, 3));
    assertThat(stores().batchKeys().count(batch)).isEqualTo(new BatchKeys.Count(0, 2));
  }

  @Test
  default void aKeyRevisedInItsOwnWindowIsInBothLists() {
    add(Samples.exposure(1, Samples.hour(0)));
    new KeySteps(stores()).revise(1, Samples.hour(0));
    Batch batch = batch(0, 1);
    Diagnosis first = Samples.diagnosis(ReportType.CONFIRMED);
    Diagnosis revised = Samples.diagnosis(ReportType.NEGATIVE);
    assertThat(exports().keys(batch)).containsExactly(exported(1, first));
    assertThat(exports().revisedKeys(batch)).containsExactly(exported(1, revised));
  }

  @Test
  default void whatIsAbsentStaysAbsent() {
    Diagnosis unknown = new Diagnosis(Optional.empty(), 0, OptionalInt.empty());
    add(
        new Exposure(
            Samples.key(1),
            unknown,
            Samples.regions("US"),
            false,
            Optional.empty(),
            Samples.hour(0)));
    assertThat(exports().keys(batch(0, 1))).containsExactly(exported(1, unknown));
  }

  @Test
  default void keysComeInAscendingOrderOfUnsignedBytes() {
    for (int number : new int[] {0x8000, 0x0100, 0xffff, 0x0001, 0x7fff, 0x00ff}) {
      add(Samples.exposure(number, Samples.hour(0)));
      new KeySteps(stores()).revise(number, Samples.hour(0));
    }
    int[] ascending = {0x0001, 0x00ff, 0x0100, 0x7fff, 0x8000, 0xffff};
    Batch batch = batch(0, 1);
    assertThat(exports().keyData(batch)).isEqualTo(KeySteps.keyData(ascending));
    assertThat(exports().revisedKeyData(batch)).isEqualTo(KeySteps.keyData(ascending));
  }

  @Test
  default void aStreamMayBeClosedEarlyAndReadAgain() {
    for (int number = 0; number < 50; number++) {
      add(Samples.exposure(number, Samples.hour(0)));
    }
    Batch batch = batch(0, 1);
    for (int i = 0; i < 50; i++) {
      try (Stream<ExportKey> keys = stores().batchKeys().keys(batch)) {
        assertThat(keys.findFirst()).map(ExportKey::keyData).hasValue(Samples.keyData(0));
      }
    }
    assertThat(exports().keyData(batch)).hasSize(50);
  }

  @Test
  default void manyKeysComeEachOnceAndInOrder() {
    Duration second = Duration.ofSeconds(1);
    for (int hundred = 29; hundred >= 0; hundred--) {
      stores()
          .exposures()
          .addIfNonePresent(
              KeySteps.uploadOf(
                  hundred * 100,
                  hundred * 100 + 100,
                  Samples.hour(0).plus(second.multipliedBy(hundred))));
    }
    assertThat(exports().keyData(batch(0, 1)))
        .isEqualTo(KeySteps.keyData(IntStream.range(0, 3000).toArray()));
  }

  private void add(Exposure... exposures) {
    new KeySteps(stores()).add(exposures);
  }

  private Batch batch(int from, int until) {
    return exports().passing("all", Samples.filter("US"), Samples.hours(from, until));
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private static ExportKey exported(int number, Diagnosis diagnosis) {
    return new ExportKey(
        Samples.keyData(number),
        diagnosis.transmissionRisk(),
        Samples.key(number).rollingStart().value(),
        Samples.key(number).rollingPeriod(),
        diagnosis.reportType(),
        diagnosis.daysSinceOnset());
  }
}
