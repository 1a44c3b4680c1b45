// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.ExportFileStore.ExportFile;
import org.exposurenotifications.ports.export.ExportFileStore.Index;
import org.exposurenotifications.ports.export.Padding;
import org.junit.jupiter.api.Test;

/** The clauses of {@link ExportFileStore} about the end of files and batches. */
public interface ExportFileRetentionContract extends StoresUnderTest {
  ExportConfig A = Samples.export("a", Samples.filter("R1"));
  ExportConfig B = Samples.export("b", Samples.filter("R2"));

  @Test
  default void filesOfBatchesThatBeganAtOrBeforeTheCutoffAreWithdrawn() {
    exports().done(A, Samples.hours(0, 9), "a/0");
    exports().done(A, Samples.hours(1, 9), "a/1", "a/2");
    exports().done(A, Samples.hours(2, 9), "a/3");
    assertThat(stores().exportFiles().withdraw(Samples.hour(0).minusSeconds(1))).isZero();
    assertThat(stores().exportFiles().withdraw(Samples.hour(1))).isEqualTo(3);
    assertThat(index(A).objectNames()).containsExactly("a/3");
  }

  @Test
  default void withdrawingAgainChangesNothing() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    stores().exportFiles().withdraw(Samples.hour(0));
    Index index = index(A);
    assertThat(stores().exportFiles().withdraw(Samples.hour(0))).isZero();
    assertThat(index(A)).isEqualTo(index);
  }

  @Test
  default void withdrawingMakesTheIndexStaleWhereItTookSomething() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    exports().done(B, Samples.hours(5, 6), "b/1");
    stores().exportFiles().indexWritten(index(A));
    stores().exportFiles().indexWritten(index(B));
    stores().exportFiles().withdraw(Samples.hour(0));
    assertThat(stores().exportFiles().staleIndexes()).containsExactly(ExportSteps.place(A));
  }

  @Test
  default void callersAtOnceWithdrawEachFileOnce() {
    exports().done(A, Samples.hours(0, 1), "a/1", "a/2", "a/3");
    exports().done(B, Samples.hours(0, 1), "b/1", "b/2");
    List<Integer> counts = Race.of(8, _ -> stores().exportFiles().withdraw(Samples.hour(0)));
    assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
  }

  @Test
  default void aWithdrawnFileIsDeletableOnceItsIndexWasWritten() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    Index before = index(A);
    stores().exportFiles().withdraw(Samples.hour(0));
    assertThat(deletable(Samples.FAR)).isEmpty();
    stores().exportFiles().indexWritten(before);
    assertThat(deletable(Samples.FAR)).isEmpty();
    stores().exportFiles().indexWritten(index(A));
    assertThat(deletable(Samples.FAR)).containsExactly(new ExportFile(A.bucket(), "a/1"));
  }

  @Test
  default void aFileStaysDeletableWhenTheIndexIsStaleAgain() {
    withdrawn(A, 0, 1, "a/1");
    exports().done(A, Samples.hours(5, 6), "a/2");
    assertThat(deletable(Samples.FAR)).containsExactly(new ExportFile(A.bucket(), "a/1"));
  }

  @Test
  default void aFileInTheIndexIsNotDeletable() {
    exports().done(A, Samples.hours(0, 1), "a/1");
    stores().exportFiles().indexWritten(index(A));
    assertThat(deletable(Samples.FAR)).isEmpty();
  }

  @Test
  default void onlyFilesOfBatchesThatEndedBeforeTheCutoffAreDeletable() {
    withdrawn(A, 0, 2, "a/1");
    assertThat(deletable(Samples.hour(2))).isEmpty();
    assertThat(deletable(Samples.hour(2).plusSeconds(1))).hasSize(1);
  }

  @Test
  default void theOldestFilesAreDeletableFirst() {
    withdrawn(A, 2, 3, "a/1");
    withdrawn(B, 1, 2, "b/9");
    withdrawn(A, 0, 1, "a/2");
    assertThat(deletable(Samples.FAR))
        .extracting(ExportFile::objectName)
        .containsExactly("a/2", "b/9", "a/1");
    assertThat(stores().exportFiles().deletable(Samples.FAR, 2))
        .extracting(ExportFile::objectName)
        .containsExactly("a/2", "b/9");
  }

  @Test
  default void aDeletedFileIsForgotten() {
    withdrawn(A, 0, 1, "a/1", "a/2");
    ExportFile file = new ExportFile(A.bucket(), "a/1");
    stores().exportFiles().deleted(file);
    stores().exportFiles().deleted(file);
    assertThat(deletable(Samples.FAR)).containsExactly(new ExportFile(A.bucket(), "a/2"));
    assertThat(stores().exportFiles().staleIndexes()).isEmpty();
  }

  @Test
  default void batchesThatEndedBeforeTheCutoffAreForgottenAndMayBePlannedAgain() {
    exports().done(A, Samples.hours(0, 1));
    exports().done(A, Samples.hours(1, 2));
    exports().done(A, Samples.hours(2, 3));
    assertThat(stores().exportFiles().deleteBatches(Samples.hour(2))).isEqualTo(1);
    assertThat(stores().exportFiles().deleteBatches(Samples.hour(2))).isZero();
    assertThat(exports().plan(A, Padding.NONE, Samples.hours(0, 1))).isTrue();
  }

  @Test
  default void batchesThatWereNeverDoneAreNotForgotten() {
    exports().plan(A, Samples.hours(0, 1), Samples.hours(1, 2), Samples.hours(2, 3));
    exports().lease();
    assertThat(stores().exportFiles().deleteBatches(Samples.FAR)).isZero();
    assertThat(stores().batches().unfinished()).hasSize(3);
  }

  @Test
  default void theLatestBatchOfEachExportIsNotForgotten() {
    exports().done(A, Samples.hours(0, 1));
    exports().done(B, Samples.hours(4, 5));
    exports().done(B, Samples.hours(2, 3));
    assertThat(stores().exportFiles().deleteBatches(Samples.FAR)).isEqualTo(1);
    assertThat(stores().batches().planning().latestEnd("a")).hasValue(Samples.hour(1));
    assertThat(stores().batches().planning().latestEnd("b")).hasValue(Samples.hour(5));
  }

  @Test
  default void aBatchIsNotForgottenWhileAFileOfItIsLeft() {
    exports().done(A, Samples.hours(5, 6));
    withdrawn(A, 0, 1, "a/1", "a/2");
    stores().exportFiles().deleted(new ExportFile(A.bucket(), "a/1"));
    assertThat(stores().exportFiles().deleteBatches(Samples.FAR)).isZero();
    stores().exportFiles().deleted(new ExportFile(A.bucket(), "a/2"));
    assertThat(stores().exportFiles().deleteBatches(Samples.FAR)).isEqualTo(1);
  }

  /** A done batch whose files are withdrawn, and the index written since. */
  private void withdrawn(ExportConfig config, int from, int until, String... objectNames) {
    exports().done(config, Samples.hours(from, until), objectNames);
    stores().exportFiles().withdraw(Samples.hour(from));
    stores().exportFiles().indexWritten(index(config));
  }

  private List<ExportFile> deletable(Instant cutoff) {
    return stores().exportFiles().deletable(cutoff, 100);
  }

  private Index index(ExportConfig config) {
    return stores().exportFiles().index(ExportSteps.place(config));
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }
}
