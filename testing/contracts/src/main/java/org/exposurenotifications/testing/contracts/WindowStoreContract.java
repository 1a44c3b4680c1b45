// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.export.WindowStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link WindowStore}, and of how other stores heed closed windows. */
public interface WindowStoreContract extends ReopenedWindowsContract {
  @Test
  default void everyWindowIsOpenAtFirst() {
    keys().add(Samples.exposure(1, Instant.EPOCH.plusSeconds(3600)));
    assertThat(createdAt(Instant.EPOCH, Samples.hour(0)))
        .containsExactly(Instant.EPOCH.plusSeconds(3600));
  }

  @Test
  default void withoutUploadsUnderWayEveryWindowIsCompleteAtOnce() {
    assertThat(stores().windows().closeBefore(Samples.hour(2))).isEqualTo(Samples.hour(2));
    assertThat(stores().windows().closeBefore(Samples.FAR)).isEqualTo(Samples.FAR);
  }

  @Test
  default void aKeyOfAClosedWindowMovesToTheFirstOpenOne() {
    stores().windows().closeBefore(Samples.hour(2));
    keys().add(Samples.exposure(1, Samples.hour(0)), Samples.exposure(2, Samples.hour(1)));
    assertThat(createdAt(Samples.hour(0), Samples.hour(9)))
        .containsExactly(Samples.hour(2), Samples.hour(2));
  }

  @Test
  default void aKeyOfAnOpenWindowStaysInIt() {
    stores().windows().closeBefore(Samples.hour(2));
    keys().add(Samples.exposure(1, Samples.hour(2)), Samples.exposure(2, Samples.hour(5)));
    assertThat(createdAt(Samples.hour(0), Samples.hour(9)))
        .containsExactly(Samples.hour(2), Samples.hour(5));
  }

  @Test
  default void aMergedKeyOfAClosedWindowMovesToo() {
    stores().windows().closeBefore(Samples.hour(2));
    assertThat(
            stores()
                .exposures()
                .merge(Samples.merge(List.of(Samples.exposure(1, Samples.hour(1))), List.of())))
        .isTrue();
    assertThat(createdAt(Samples.hour(0), Samples.hour(9))).containsExactly(Samples.hour(2));
  }

  @Test
  default void aKeyThatWasThereBeforeStaysInItsWindow() {
    keys().add(Samples.exposure(1, Samples.hour(1)));
    stores().windows().closeBefore(Samples.hour(2));
    assertThat(createdAt(Samples.hour(0), Samples.hour(9))).containsExactly(Samples.hour(1));
  }

  @Test
  default void aRevisionOfAClosedWindowMovesToTheFirstOpenOne() {
    keys().add(Samples.exposure(1, Samples.hour(0)), Samples.exposure(2, Samples.hour(0)));
    stores().windows().closeBefore(Samples.hour(2));
    keys().revise(1, Samples.hour(1));
    keys().revise(2, Samples.hour(3));
    assertThat(revisedIn(0, 2)).isZero();
    assertThat(revisedIn(2, 3)).isEqualTo(1);
    assertThat(revisedIn(3, 4)).isEqualTo(1);
  }

  @Test
  default void aRevisionOfTheFirstOpenWindowStaysInIt() {
    keys().add(Samples.exposure(1, Samples.hour(0)));
    stores().windows().closeBefore(Samples.hour(2));
    keys().revise(1, Samples.hour(2));
    assertThat(revisedIn(2, 3)).isEqualTo(1);
  }

  @Test
  default void aWindowNeverOpensAgain() {
    stores().windows().closeBefore(Samples.hour(3));
    assertThat(stores().windows().closeBefore(Samples.hour(3))).isEqualTo(Samples.hour(3));
    assertThat(stores().windows().closeBefore(Samples.hour(1))).isEqualTo(Samples.hour(1));
    keys().add(Samples.exposure(1, Samples.hour(2)));
    assertThat(createdAt(Samples.hour(0), Samples.hour(9))).containsExactly(Samples.hour(3));
  }

  @Test
  default void noKeyIsAddedToAWindowAfterItWasReadAndNoneIsLost() {
    Batch first = batch("first", 0, 1);
    Batch second = batch("second", 1, 2);
    List<Long> answers =
        Race.of(
            16,
            i -> {
              if (i == 7) {
                return readOnceClosed(first);
              }
              for (int key = i * 100; key < i * 100 + 10; key++) {
                keys().add(Samples.exposure(key, Samples.hour(0)));
              }
              return -1L;
            });
    long early = stores().batchKeys().count(first).keys();
    assertThat(answers.get(7)).isEqualTo(early);
    assertThat(early + stores().batchKeys().count(second).keys()).isEqualTo(150);
  }

  /** Asks until the first window is complete, and counts its keys then. */
  private long readOnceClosed(Batch first) {
    while (stores().windows().closeBefore(Samples.hour(1)).isBefore(Samples.hour(1))) {
      Thread.onSpinWait();
    }
    return stores().batchKeys().count(first).keys();
  }

  private List<Instant> createdAt(Instant from, Instant until) {
    return stores().batchKeys().groups(new Window(from, until)).stream()
        .flatMap(group -> Stream.generate(group::createdAt).limit(group.count()))
        .sorted()
        .toList();
  }

  private long revisedIn(int from, int until) {
    return stores().batchKeys().count(batch("all", from, until)).revisedKeys();
  }

  private Batch batch(String name, int from, int until) {
    return new ExportSteps(stores())
        .passing(name, Samples.filter("US"), Samples.hours(from, until));
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }
}
