// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.junit.jupiter.api.Test;

/** The clauses of {@link ExposureStore#merge}. */
public interface ExposureMergeContract extends StoresUnderTest {
  @Test
  default void aMergeAddsAndRevisesAndIsCounted() {
    keys().add(exposure(2), exposure(3));
    assertThat(merge(List.of(exposure(1), exposure(4)), List.of(revision(2), revision(3))))
        .isTrue();
    assertThat(keys().present(1, 2, 3, 4)).isEqualTo(KeySteps.keyData(1, 2, 3, 4));
    assertThat(revised()).isEqualTo(KeySteps.keyData(2, 3));
    assertThat(keys().counted("a.example")).isEqualTo(1);
  }

  @Test
  default void aMergeMayOnlyAdd() {
    assertThat(merge(List.of(exposure(1)), List.of())).isTrue();
    assertThat(keys().present(1)).isEqualTo(KeySteps.keyData(1));
  }

  @Test
  default void aMergeMayOnlyRevise() {
    keys().add(exposure(1));
    assertThat(merge(List.of(), List.of(revision(1)))).isTrue();
    assertThat(revised()).isEqualTo(KeySteps.keyData(1));
  }

  @Test
  default void everythingOfARevisionThatIsPublishedIsKept() {
    keys().add(exposure(1));
    merge(List.of(), List.of(revision(1)));
    Batch batch = allKeys();
    assertThat(new ExportSteps(stores()).revisedKeys(batch))
        .containsExactly(
            new ExportKey(
                Samples.keyData(1),
                revision(1).diagnosis().transmissionRisk(),
                Samples.key(1).rollingStart().value(),
                144,
                Optional.of(ReportType.NEGATIVE),
                OptionalInt.of(-3)));
    assertThat(stores().batchKeys().revised(batch.window()))
        .containsExactly(new RevisedKey(exposure(1), revision(1)));
  }

  @Test
  default void aStoredKeyToAddRefusesTheWholeMerge() {
    keys().add(exposure(2), exposure(3));
    assertThat(merge(List.of(exposure(1), exposure(2)), List.of(revision(3)))).isFalse();
    nothingChangedBut(List.of());
    assertThat(keys().present(1)).isEmpty();
  }

  @Test
  default void anAbsentKeyToReviseRefusesTheWholeMerge() {
    keys().add(exposure(2));
    assertThat(merge(List.of(exposure(1)), List.of(revision(2), revision(3)))).isFalse();
    nothingChangedBut(List.of());
    assertThat(keys().present(1, 3)).isEmpty();
  }

  @Test
  default void aKeyThatWasRevisedBeforeRefusesTheWholeMerge() {
    keys().add(exposure(2), exposure(3));
    keys().revise(3, Samples.hour(1));
    assertThat(merge(List.of(exposure(1)), List.of(revision(2), revision(3)))).isFalse();
    nothingChangedBut(KeySteps.keyData(3));
    assertThat(keys().present(1)).isEmpty();
  }

  @Test
  default void ofMergesAtOnceExactlyOneRevisesTheKey() {
    keys().add(exposure(1), exposure(2));
    List<Boolean> answers =
        Race.of(12, i -> merge(List.of(exposure(10 + i)), List.of(revision(1), revision(2))));
    assertThat(answers).filteredOn(answer -> answer).hasSize(1);
    assertThat(keys().present(10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21))
        .isEqualTo(KeySteps.keyData(10 + answers.indexOf(true)));
    assertThat(keys().counted("a.example")).isEqualTo(1);
  }

  @Test
  default void ofAMergeAndUploadsAtOnceExactlyOneAddsTheKey() {
    List<Boolean> answers =
        Race.of(
            12,
            i ->
                i % 2 == 0
                    ? merge(List.of(exposure(1), exposure(2)), List.of())
                    : stores()
                        .exposures()
                        .addIfNonePresent(Samples.upload(exposure(1), exposure(2)))
                        .isEmpty());
    assertThat(answers).filteredOn(answer -> answer).hasSize(1);
    assertThat(keys().present(1, 2)).isEqualTo(KeySteps.keyData(1, 2));
  }

  private void nothingChangedBut(List<Bytes> revisedBefore) {
    assertThat(revised()).isEqualTo(revisedBefore);
    assertThat(keys().counted("a.example")).isZero();
  }

  private List<Bytes> revised() {
    return new ExportSteps(stores()).revisedKeyData(allKeys());
  }

  private Batch allKeys() {
    return new ExportSteps(stores()).passing("all", Samples.filter("US"), Samples.hours(0, 9));
  }

  private boolean merge(List<Exposure> exposures, List<Revision> revisions) {
    return stores()
        .exposures()
        .merge(
            new Merge(
                exposures,
                revisions,
                Optional.of(Samples.statistic("a.example", Samples.hour(0)))));
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }

  private static Exposure exposure(int number) {
    return Samples.exposure(number, Samples.hour(0));
  }

  private static Revision revision(int number) {
    return Samples.revision(number, Samples.hour(1));
  }
}
