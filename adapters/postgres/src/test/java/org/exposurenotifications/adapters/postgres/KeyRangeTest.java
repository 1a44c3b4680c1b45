// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyRangeTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 77, 1_000})
  void rangesCoverAllKeysWithoutGapOrOverlap(long count) {
    List<KeyRange> ranges = KeyRange.all(count);

    assertThat(ranges).hasSize((int) count);
    assertThat(ranges.getFirst().first()).isZero();
    assertThat(ranges.getLast().last()).isEqualTo(-1);
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.get(i).first()).isEqualTo(ranges.get(i - 1).last() + 1);
    }
  }

  @Test
  void halvesCoverTheWhole() {
    KeyRange upper = KeyRange.all(2).getLast();
    List<KeyRange> halves = upper.halves();

    assertThat(halves.getFirst().first()).isEqualTo(upper.first());
    assertThat(halves.getLast().first()).isEqualTo(halves.getFirst().last() + 1);
    assertThat(halves.getLast().last()).isEqualTo(upper.last());
  }

  @Test
  void aRangeOfOnePlaceIsNotSplit() {
    assertThat(new KeyRange(5, 5).canBeSplit()).isFalse();
    assertThat(new KeyRange(5, 6).canBeSplit()).isTrue();
  }

  @Test
  void theLastRangeHasNoEnd() {
    assertThat(new KeyRange(16, 31).sql())
        .isEqualTo(
            "key >= decode('0000000000000010', 'hex') AND key < decode('0000000000000020', 'hex')");
    assertThat(new KeyRange(16, -1).sql()).isEqualTo("key >= decode('0000000000000010', 'hex')");
  }
}
