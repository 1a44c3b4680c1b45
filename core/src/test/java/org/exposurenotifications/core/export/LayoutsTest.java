// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.FileLayout.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutsTest {
  @Test
  void noKeysMakeNoFile() {
    assertThat(Layouts.cut(0, 0, 10).files()).isEmpty();
  }

  @Test
  void keysFillTheFilesThenRevisedKeysDo() {
    assertThat(Layouts.cut(10, 0, 10).files()).containsExactly(new Part(10, 0));
    assertThat(Layouts.cut(11, 0, 10).files()).containsExactly(new Part(10, 0), new Part(1, 0));
    assertThat(Layouts.cut(13, 18, 10).files())
        .containsExactly(new Part(10, 0), new Part(3, 7), new Part(0, 10), new Part(0, 1));
    assertThat(Layouts.cut(0, 3, 1).files())
        .containsExactly(new Part(0, 1), new Part(0, 1), new Part(0, 1));
  }

  @Test
  void anyMaximumPartitionsAllKeys() {
    for (int max = 1; max < 40; max++) {
      FileLayout layout = Layouts.cut(23, 11, max);
      int limit = max;

      assertThat(layout.keys()).isEqualTo(23);
      assertThat(layout.revisedKeys()).isEqualTo(11);
      assertThat(layout.files().subList(0, layout.files().size() - 1))
          .allMatch(part -> part.keys() + part.revisedKeys() == limit);
      assertThat(layout.files().getLast().keys() + layout.files().getLast().revisedKeys())
          .isBetween(1, max);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 60, 1000, 59",
    "7, 60, 1000, 56", // 8 passes reach 63
    "7, 63, 1000, 56",
    "7, 64, 1000, 63",
    "59, 60, 1000, 59", // one pass, however many
    "60, 60, 1000, 0",
    "61, 60, 1000, 0",
    "7, 60, 20, 13", // full
    "19, 60, 20, 1",
    "20, 60, 20, 0", // full already: not one more
  })
  void completePassesReachTheTargetUnlessTheFileIsFull(
      int models, int target, int maxRecords, int expected) {
    FileLayout layout = new FileLayout(List.of(new Part(models, 0)));

    assertThat(Layouts.padding(layout, target, maxRecords)).isEqualTo(expected);
  }

  @Test
  void withoutKeysInTheLastFileThereIsNoPadding() {
    assertThat(Layouts.padding(new FileLayout(List.of()), 60, 100)).isZero();
    assertThat(Layouts.padding(new FileLayout(List.of(new Part(0, 5))), 60, 100)).isZero();
    assertThat(Layouts.padding(new FileLayout(List.of(new Part(5, 0), new Part(0, 5))), 60, 5))
        .isZero();
  }

  @Test
  void revisedKeysDoNotCountWhenTheFileIsFilledUp() {
    FileLayout layout = new FileLayout(List.of(new Part(10, 0), new Part(2, 8)));

    assertThat(Layouts.padding(layout, 100, 10)).isEqualTo(8);
    assertThat(Layouts.pad(layout, 8).files()).containsExactly(new Part(10, 0), new Part(10, 8));
    assertThat(Layouts.pad(layout, 0)).isEqualTo(layout);
  }
}
