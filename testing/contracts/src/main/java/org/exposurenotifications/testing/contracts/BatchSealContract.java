// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.exposure.Exposure;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchStore} about sealing and ending a batch. */
public interface BatchSealContract extends StoresUnderTest {
  ExportConfig EXPORT = Samples.export("a", Samples.filter("US"));

  FileLayout THREE_FILES =
      new FileLayout(
          List.of(
              new FileLayout.Part(500, 0), new FileLayout.Part(7, 9), new FileLayout.Part(0, 3)));

  @Test
  default void aSealedBatchHasItsLayoutWhoeverLeasesIt() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    assertThat(stores().batches().seal(batch, List.of(), THREE_FILES))
        .hasValueSatisfying(sealed -> {
          assertThat(sealed.layout()).hasValue(THREE_FILES);
          assertThat(sealed.id()).isEqualTo(batch.id());
          assertThat(sealed.fence()).isEqualTo(batch.fence());
          assertThat(sealed.window()).isEqualTo(batch.window());
        });
    assertThat(exports().leaseAt(leaseEnd()).flatMap(Batch::layout)).hasValue(THREE_FILES);
  }

  @Test
  default void aLayoutWithoutFilesIsALayout() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    stores().batches().seal(batch, List.of(), ExportSteps.NO_FILES);
    assertThat(exports().leaseAt(leaseEnd()).flatMap(Batch::layout)).hasValue(ExportSteps.NO_FILES);
  }

  @Test
  default void paddingIsStoredAsGivenThoughItsWindowIsClosed() {
    List<Exposure> padding = padding(1, 1001);
    stores().windows().closeBefore(Samples.hour(5));
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    Batch sealed = stores().batches().seal(batch, padding, THREE_FILES).orElseThrow();
    assertThat(stores().batchKeys().lastKeys(sealed, 2000)).isEqualTo(padding);
  }

  @Test
  default void paddingIsPartOfOverlappingExports() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    Batch sealed = stores().batches().seal(batch, padding(1, 4), THREE_FILES).orElseThrow();
    stores().batches().complete(sealed, List.of("one"));
    Batch other = exports().passing("b", Samples.filter("US"), Samples.hours(0, 24));
    assertThat(exports().keyData(other)).isEqualTo(KeySteps.keyData(1, 2, 3));
  }

  @Test
  default void aPaddingKeyThatExistsIsAFailureAndNothingIsSealed() {
    keys().add(Samples.exposure(2, Samples.hour(0)));
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    assertThatThrownBy(() -> stores().batches().seal(batch, padding(1, 4), THREE_FILES))
        .isInstanceOf(PortFailure.class);
    assertThat(keys().present(1, 2, 3)).isEqualTo(KeySteps.keyData(2));
    assertThat(exports().leaseAt(leaseEnd()))
        .hasValueSatisfying(again -> assertThat(again.layout()).isEmpty());
  }

  @Test
  default void anOvertakenWorkerSealsNothing() {
    Batch overtaken = exports().leased(EXPORT, Samples.hours(0, 1));
    exports().leaseAt(leaseEnd());
    assertThat(stores().batches().seal(overtaken, padding(1, 4), THREE_FILES)).isEmpty();
    assertThat(keys().present(1, 2, 3)).isEmpty();
    assertThat(exports().leaseAt(leaseEnd().plus(ExportSteps.LEASE)))
        .hasValueSatisfying(again -> assertThat(again.layout()).isEmpty());
  }

  @Test
  default void aBatchIsSealedForGood() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    stores().batches().seal(batch, padding(1, 4), THREE_FILES);
    Batch again = exports().leaseAt(leaseEnd()).orElseThrow();
    assertThat(stores().batches().seal(again, padding(5, 7), ExportSteps.NO_FILES))
        .hasValueSatisfying(sealed -> assertThat(sealed.layout()).hasValue(THREE_FILES));
    assertThat(keys().present(1, 2, 3, 5, 6)).isEqualTo(KeySteps.keyData(1, 2, 3));
  }

  @Test
  default void aSealedBatchHoldsNoPaddingThatAnotherAddsLater() {
    keys().add(Samples.exposure(1, Samples.hour(0), false, "US", "CA"));
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    Batch sealed = stores().batches().seal(batch, padding(2, 4), THREE_FILES).orElseThrow();
    Batch other = exports().leased(Samples.export("ca", Samples.filter("CA")), Samples.hours(0, 1));
    Exposure shared = Samples.exposure(9, Samples.hour(0), false, "US", "CA");
    Batch otherSealed = stores().batches().seal(other, List.of(shared), THREE_FILES).orElseThrow();
    assertThat(exports().keyData(otherSealed)).isEqualTo(KeySteps.keyData(1, 9));
    assertThat(exports().keyData(sealed)).isEqualTo(KeySteps.keyData(1, 2, 3));
    assertThat(stores().batchKeys().count(sealed).keys()).isEqualTo(3);
  }

  @Test
  default void aCompletedBatchIsDoneAndItsFilesAreInTheIndex() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    Batch sealed = stores().batches().seal(batch, List.of(), THREE_FILES).orElseThrow();
    assertThat(stores().batches().complete(sealed, List.of("x/1", "x/2", "x/3"))).isTrue();
    assertThat(exports().leaseAt(Samples.FAR)).isEmpty();
    assertThat(stores().exportFiles().index(ExportSteps.place(EXPORT)).objectNames())
        .containsExactly("x/1", "x/2", "x/3");
  }

  @Test
  default void anOvertakenWorkerCompletesNothing() {
    Batch overtaken = exports().leased(EXPORT, Samples.hours(0, 1));
    stores().batches().seal(overtaken, List.of(), THREE_FILES);
    exports().leaseAt(leaseEnd());
    assertThat(stores().batches().complete(overtaken, List.of("x/1", "x/2", "x/3"))).isFalse();
    assertThat(stores().exportFiles().index(ExportSteps.place(EXPORT)).objectNames()).isEmpty();
    assertThat(exports().leaseAt(leaseEnd().plus(ExportSteps.LEASE))).isPresent();
  }

  @Test
  default void ofTheSameBatchCompletedAtOnceTheFilesAreThereOnce() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    Batch sealed = stores().batches().seal(batch, List.of(), THREE_FILES).orElseThrow();
    List<Boolean> answers =
        Race.of(8, _ -> stores().batches().complete(sealed, List.of("x/1", "x/2", "x/3")));
    assertThat(answers).contains(true);
    assertThat(stores().exportFiles().index(ExportSteps.place(EXPORT)).objectNames())
        .containsExactly("x/1", "x/2", "x/3");
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }

  private static Instant leaseEnd() {
    return Samples.NOW.plus(ExportSteps.LEASE);
  }

  private static List<Exposure> padding(int from, int until) {
    return IntStream.range(from, until)
        .mapToObj(number -> Samples.exposure(number, Samples.hour(0)))
        .toList();
  }
}
