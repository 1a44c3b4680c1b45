// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.FileLayout;
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
    assertThat(stores().batches().seal(batch, THREE_FILES))
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
    stores().batches().seal(batch, ExportSteps.NO_FILES);
    assertThat(exports().leaseAt(leaseEnd()).flatMap(Batch::layout)).hasValue(ExportSteps.NO_FILES);
  }

  @Test
  default void anOvertakenWorkerSealsNothing() {
    Batch overtaken = exports().leased(EXPORT, Samples.hours(0, 1));
    exports().leaseAt(leaseEnd());
    assertThat(stores().batches().seal(overtaken, THREE_FILES)).isEmpty();
    assertThat(exports().leaseAt(leaseEnd().plus(ExportSteps.LEASE)))
        .hasValueSatisfying(again -> assertThat(again.layout()).isEmpty());
  }

  @Test
  default void theFirstLayoutStays() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    stores().batches().seal(batch, THREE_FILES);
    Batch again = exports().leaseAt(leaseEnd()).orElseThrow();
    assertThat(stores().batches().seal(again, ExportSteps.NO_FILES))
        .hasValueSatisfying(sealed -> assertThat(sealed.layout()).hasValue(THREE_FILES));
  }

  @Test
  default void aCompletedBatchIsDoneAndItsFilesAreInTheIndex() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    Batch sealed = stores().batches().seal(batch, THREE_FILES).orElseThrow();
    assertThat(stores().batches().complete(sealed, List.of("x/1", "x/2", "x/3"))).isTrue();
    assertThat(exports().leaseAt(Samples.FAR)).isEmpty();
    assertThat(stores().exportFiles().index(ExportSteps.place(EXPORT)).objectNames())
        .containsExactly("x/1", "x/2", "x/3");
  }

  @Test
  default void anOvertakenWorkerCompletesNothing() {
    Batch overtaken = exports().leased(EXPORT, Samples.hours(0, 1));
    stores().batches().seal(overtaken, THREE_FILES);
    exports().leaseAt(leaseEnd());
    assertThat(stores().batches().complete(overtaken, List.of("x/1", "x/2", "x/3"))).isFalse();
    assertThat(stores().exportFiles().index(ExportSteps.place(EXPORT)).objectNames()).isEmpty();
    assertThat(exports().leaseAt(leaseEnd().plus(ExportSteps.LEASE))).isPresent();
  }

  @Test
  default void ofTheSameBatchCompletedAtOnceTheFilesAreThereOnce() {
    Batch batch = exports().leased(EXPORT, Samples.hours(0, 1));
    Batch sealed = stores().batches().seal(batch, THREE_FILES).orElseThrow();
    List<Boolean> answers =
        Race.of(8, _ -> stores().batches().complete(sealed, List.of("x/1", "x/2", "x/3")));
    assertThat(answers).contains(true);
    assertThat(stores().exportFiles().index(ExportSteps.place(EXPORT)).objectNames())
        .containsExactly("x/1", "x/2", "x/3");
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private static Instant leaseEnd() {
    return Samples.NOW.plus(ExportSteps.LEASE);
  }
}
