// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link BatchStore} about which batch comes next. */
public interface BatchOrderContract extends StoresUnderTest {
  @Test
  default void theEarliestEndComesFirst() {
    exports().plan(export("a", "R1"), Samples.hours(0, 3));
    exports().plan(export("b", "R2"), Samples.hours(1, 2));
    assertNext("b");
    assertNext("a");
  }

  @Test
  default void ofEqualEndsTheShorterWindowComesFirst() {
    exports().plan(export("a", "R1"), Samples.hours(0, 4));
    exports().plan(export("b", "R2"), Samples.hours(3, 4));
    exports().plan(export("c", "R3"), Samples.hours(2, 4));
    assertNext("b");
    assertNext("c");
    assertNext("a");
  }

  /** Their padding was stored when they were planned. */
  @Test
  default void batchesOfTheSameKeysAreWorkedOnAtTheSameTime() {
    exports().plan(export("a", "R1"), Samples.hours(0, 1));
    exports().plan(export("b", "R1"), Samples.hours(0, 1));
    exports().plan(export("c", "R1"), Samples.hours(0, 4));
    assertNext("a");
    assertNext("b");
    assertNext("c");
  }

  @Test
  default void aBatchThatWaitsForItsRetryHoldsUpNoOther() {
    Batch first = exports().leased(export("a", "R1"), Samples.hours(0, 1));
    exports().plan(export("b", "R1"), Samples.hours(1, 2));
    stores().batches().fail(first, Samples.FAR, "broken");
    assertNext("b");
  }

  private Batch assertNext(String name) {
    Optional<Batch> next = exports().lease();
    assertThat(next).map(Batch::filenameRoot).hasValue("exports/" + name);
    return next.orElseThrow();
  }

  private ExportSteps exports() {
    return new ExportSteps(stores());
  }

  private static ExportConfig export(String name, String... regions) {
    return Samples.export(name, Samples.filter(regions));
  }
}
