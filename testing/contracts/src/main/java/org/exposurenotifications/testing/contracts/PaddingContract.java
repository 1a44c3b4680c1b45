// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.junit.jupiter.api.Test;

/** The clauses about keys that hide others, and about what they are modelled on. */
public interface PaddingContract extends StoresUnderTest {
  ExportConfig US = Samples.export("us", Samples.filter("US"));

  @Test
  default void paddingIsStoredWithItsBatchThoughItsWindowIsClosed() {
    stores().windows().closeBefore(Samples.hour(5));
    plan(invented(1, 2, 3));
    assertThat(exports().keyData(batch())).isEqualTo(KeySteps.keyData(1, 2, 3));
    assertThat(unrevised(Samples.hours(0, 1)))
        .containsExactlyInAnyOrder(invented(1), invented(2), invented(3));
  }

  @Test
  default void paddingIsPartOfEveryExportOfItsRegion() {
    plan(invented(1, 2, 3));
    exports().complete(batch());
    Batch other = exports().passing("other", Samples.filter("US"), Samples.hours(0, 24));
    assertThat(exports().keyData(other)).isEqualTo(KeySteps.keyData(1, 2, 3));
  }

  @Test
  default void aPaddingKeyThatExistsIsAFailureAndNothingIsPlanned() {
    keys().add(Samples.exposure(2, Samples.hour(0)));
    assertThatThrownBy(() -> plan(invented(1, 2, 3))).isInstanceOf(PortFailure.Permanent.class);
    assertThat(keys().present(1, 2, 3)).isEqualTo(KeySteps.keyData(2));
    assertThat(stores().batches().planning().latestEnds()).isEmpty();
  }

  @Test
  default void groupsCountReportedKeysByAllButTheKey() {
    keys()
        .add(
            Samples.exposure(1, Samples.hour(0)),
            Samples.exposure(2, Samples.hour(0)),
            Samples.exposure(3, Samples.hour(1)),
            Samples.exposure(4, Samples.hour(1), true, "US"),
            Samples.exposure(5, Samples.hour(1), false, "US", "CA"),
            Samples.exposure(6, Samples.hour(2)));
    plan(invented(7, 8, 9));
    assertThat(stores().batchKeys().groups(Samples.hours(0, 2)))
        .containsExactlyInAnyOrder(
            group(Samples.exposure(1, Samples.hour(0)), 2),
            group(Samples.exposure(3, Samples.hour(1)), 1),
            group(Samples.exposure(4, Samples.hour(1), true, "US"), 1),
            group(Samples.exposure(5, Samples.hour(1), false, "US", "CA"), 1));
    assertThat(stores().batchKeys().groups(Samples.hours(5, 9))).isEmpty();
  }

  @Test
  default void paddingIsRevisedWithABatch() {
    plan(invented(1, 2, 3));
    keys().add(Samples.exposure(4, Samples.hour(1)));
    keys().revise(4, Samples.hour(2));
    assertThat(exports().plan(US, revised(1, 3), Samples.hours(2, 3))).isTrue();
    exports().complete(batch());
    Batch later = batch();
    assertThat(exports().revisedKeyData(later)).isEqualTo(KeySteps.keyData(1, 3, 4));
    assertThat(stores().batchKeys().count(later)).isEqualTo(new BatchKeys.Count(0, 3));
    assertThat(unrevised(Samples.hours(0, 1))).containsExactly(invented(2));
  }

  @Test
  default void paddingMayBeRevisedAsSoonAsItIsInvented() {
    plan(new Padding(invented(1, 2, 3).keys(), List.of(Samples.revision(2, Samples.hour(0)))));
    Batch batch = batch();
    assertThat(exports().keyData(batch)).isEqualTo(KeySteps.keyData(1, 2, 3));
    assertThat(exports().revisedKeyData(batch)).isEqualTo(KeySteps.keyData(2));
  }

  @Test
  default void revisedKeysAreThoseThatWereReported() {
    plan(invented(1, 2, 3));
    keys().add(Samples.exposure(4, Samples.hour(0)), Samples.exposure(5, Samples.hour(0)));
    keys().revise(4, Samples.hour(2));
    keys().revise(5, Samples.hour(3));
    exports().plan(US, revised(1), Samples.hours(2, 3));
    assertThat(stores().batchKeys().revised(Samples.hours(2, 3)))
        .containsExactly(
            new RevisedKey(
                Samples.exposure(4, Samples.hour(0)), Samples.revision(4, Samples.hour(2))));
  }

  @Test
  default void onlyUnrevisedPaddingIsRevisedWithABatch() {
    plan(invented(1, 2));
    keys().add(Samples.exposure(3, Samples.hour(0)));
    exports().plan(US, revised(1), Samples.hours(2, 3));
    for (int number : new int[] {1, 3, 4}) {
      assertThatThrownBy(() -> exports().plan(US, revised(2, number), Samples.hours(3, 4)))
          .as("key %d", number)
          .isInstanceOf(PortFailure.Permanent.class);
    }
    assertThat(unrevised(Samples.hours(0, 1))).containsExactly(invented(2));
  }

  @Test
  default void onlyPaddingOfTheGivenRegionsAndMarkIsRead() {
    plan(invented(1, 2, 3));
    assertThat(
            stores()
                .batchKeys()
                .unrevisedPadding(Samples.hours(0, 1), Samples.regions("US", "CA"), false, 100))
        .isEmpty();
    assertThat(
            stores()
                .batchKeys()
                .unrevisedPadding(Samples.hours(0, 1), Samples.regions("US"), true, 100))
        .isEmpty();
    assertThat(
            stores()
                .batchKeys()
                .unrevisedPadding(Samples.hours(0, 1), Samples.regions("US"), false, 2))
        .hasSize(2);
  }

  /** Though its window is the same: what was counted is what is written. */
  @Test
  default void aBatchHoldsNoPaddingThatIsPlannedAfterIt() {
    plan(invented(1, 2));
    Batch first = batch();
    ExportConfig other = Samples.export("other", Samples.filter("US"));
    assertThat(
            exports()
                .plan(other, new Padding(List.of(invented(3)), List.of()), Samples.hours(0, 24)))
        .isTrue();
    assertThat(exports().keyData(first)).isEqualTo(KeySteps.keyData(1, 2));
    assertThat(stores().batchKeys().count(first).keys()).isEqualTo(2);
    assertThat(exports().keyData(batch())).isEqualTo(KeySteps.keyData(1, 2, 3));
  }

  private List<Exposure> unrevised(Window window) {
    return stores().batchKeys().unrevisedPadding(window, Samples.regions("US"), false, 100);
  }

  private void plan(Padding padding) {
    assertThat(exports().plan(US, padding, Samples.hours(0, 1))).isTrue();
  }

  private Batch batch() {
    return exports().lease().orElseThrow();
  }

  private static Padding invented(int... numbers) {
    return new Padding(
        Arrays.stream(numbers).mapToObj(PaddingContract::invented).toList(), List.of());
  }

  private static Exposure invented(int number) {
    Exposure model = Samples.exposure(number, Samples.hour(0));
    return new Exposure(
        model.key(),
        model.diagnosis(),
        model.regions(),
        model.traveler(),
        Optional.empty(),
        model.createdAt());
  }

  private static Padding revised(int... numbers) {
    return new Padding(
        List.of(),
        Arrays.stream(numbers)
            .mapToObj(number -> Samples.revision(number, Samples.hour(2)))
            .map(revision ->
                new Revision(
                    revision.keyData(),
                    revision.diagnosis(),
                    Optional.empty(),
                    revision.revisedAt()))
            .toList());
  }

  private static KeyGroup group(Exposure like, long count) {
    return new KeyGroup(
        like.createdAt(),
        like.regions(),
        like.traveler(),
        like.key().rollingStart(),
        like.key().rollingPeriod(),
        like.diagnosis(),
        count);
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }
}
