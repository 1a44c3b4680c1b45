// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.ExportFileStore.Index;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.junit.jupiter.api.Test;

/** The clauses of {@link ExportFileStore}. */
public interface ExportFileStoreContract extends ExportFileRetentionContract {
  @Test
  default void noIndexIsStaleAtFirst() {
    assertThat(stores().exportFiles().staleIndexes()).isEmpty();
    exports().plan(A, Samples.hours(0, 1));
    assertThat(stores().exportFiles().staleIndexes()).isEmpty();
    assertThat(index(A).objectNames()).isEmpty();
  }

  @Test
  default void anIndexNamesTheFilesOfAllItsBatchesInAscendingOrder() {
    exports().done(A, Samples.hours(1, 2), "a/4", "a/1");
    exports().done(A, Samples.hours(2, 3), "a/3", "a/2");
    assertThat(index(A).place()).isEqualTo(ExportSteps.place(A));
    assertThat(index(A).objectNames()).containsExactly("a/1", "a/2", "a/3", "a/4");
  }

  @Test
  default void aFileThatComesLateStandsBehindThoseThatAnIndexHasNamed() {
    exports().done(A, Samples.hours(1, 2), "a/2");
    assertThat(index(A).objectNames()).containsExactly("a/2");
    exports().done(A, Samples.hours(2, 3), "a/3");
    exports().done(A, Samples.hours(0, 1), "a/1");
    assertThat(index(A).objectNames()).containsExactly("a/2", "a/1", "a/3");
    assertThat(index(A).objectNames()).containsExactly("a/2", "a/1", "a/3");
  }

  @Test
  default void aFileThatIsWrittenAgainKeepsItsPlaceInTheIndex() {
    exports().done(A, Samples.hours(1, 2), "a/2");
    assertThat(index(A).objectNames()).containsExactly("a/2");
    exports().done(A, Samples.hours(0, 1), "a/1");
    assertThat(index(A).objectNames()).containsExactly("a/2", "a/1");
    exports().done(A, Samples.hours(2, 3), "a/2", "a/3");
    assertThat(index(A).objectNames()).containsExactly("a/2", "a/1", "a/3");
  }

  @Test
  default void anIndexNamesEachFileOnce() {
    exports().done(A, Samples.hours(1, 2), "a/1", "a/2");
    exports().done(A, Samples.hours(2, 3), "a/2", "a/3");
    assertThat(index(A).objectNames()).containsExactly("a/1", "a/2", "a/3");
  }

  @Test
  default void anIndexIsStaleUntilItIsWritten() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    assertThat(stale()).containsExactly(ExportSteps.place(A));
    stores().exportFiles().indexWritten(index(A));
    assertThat(stale()).isEmpty();
    exports().done(A, Samples.hours(1, 2), "a/2");
    assertThat(stale()).containsExactly(ExportSteps.place(A));
  }

  @Test
  default void anIndexOfABatchWithoutFilesIsToBeWrittenOnce() {
    exports().done(A, Samples.hours(0, 1));
    assertThat(stale()).containsExactly(ExportSteps.place(A));
    assertThat(index(A).objectNames()).isEmpty();
    stores().exportFiles().indexWritten(index(A));
    exports().done(A, Samples.hours(1, 2));
    assertThat(stale()).isEmpty();
  }

  @Test
  default void eachChangeRaisesTheGeneration() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    Index first = index(A);
    assertThat(index(A)).isEqualTo(first);
    exports().done(A, Samples.hours(1, 2), "a/2");
    Index second = index(A);
    stores().exportFiles().withdraw(Samples.hour(0));
    Index third = index(A);
    assertThat(second.generation()).isGreaterThan(first.generation());
    assertThat(third.generation()).isGreaterThan(second.generation());
    assertThat(third.objectNames()).containsExactly("a/2");
  }

  @Test
  default void anIndexOfAnEarlierGenerationLeavesThePlaceStale() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    Index slow = index(A);
    exports().done(A, Samples.hours(1, 2), "a/2");
    stores().exportFiles().indexWritten(slow);
    assertThat(stale()).containsExactly(ExportSteps.place(A));
  }

  @Test
  default void notingAnEarlierIndexAfterALaterOneIsANoOp() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    Index slow = index(A);
    exports().done(A, Samples.hours(1, 2), "a/2");
    stores().exportFiles().indexWritten(index(A));
    stores().exportFiles().indexWritten(slow);
    assertThat(stale()).isEmpty();
  }

  @Test
  default void placesAreKeptApartByBucketAndRoot() {
    ExportConfig elsewhere =
        Configurations.export("a2", Samples.OTHER_BUCKET, A.filenameRoot(), List.of());
    exports().done(A, Samples.hours(0, 1), "same");
    exports().done(B, Samples.hours(0, 1), "b/1");
    exports().done(elsewhere, Samples.hours(0, 1), "same");
    assertThat(stale())
        .containsExactlyInAnyOrder(
            ExportSteps.place(A), ExportSteps.place(B), ExportSteps.place(elsewhere));
    stores().exportFiles().indexWritten(index(A));
    assertThat(stale())
        .containsExactlyInAnyOrder(ExportSteps.place(B), ExportSteps.place(elsewhere));
    assertThat(index(B).objectNames()).containsExactly("b/1");
    assertThat(index(elsewhere).objectNames()).containsExactly("same");
  }

  private List<Place> stale() {
    return stores().exportFiles().staleIndexes();
  }

  private Index index(ExportConfig config) {
    return stores().exportFiles().index(ExportSteps.place(config));
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }
}
