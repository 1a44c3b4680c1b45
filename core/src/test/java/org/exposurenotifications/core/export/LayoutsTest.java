// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.FileLayout.Part;
import org.junit.jupiter.api.Test;

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
}
