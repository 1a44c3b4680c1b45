// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SizingTest {
  @ParameterizedTest
  @CsvSource({"300, 300", "300k, 300000", "10m, 1e7", "1.5B, 1.5e9", "' 2M ', 2e6"})
  void anAmountIsReadAsPeopleWriteIt(String text, double amount) {
    assertThat(Amount.parse(text)).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "-1", "0", "ten", "1mm", "0.0m"})
  void whatIsNoAmountIsRefused(String text) {
    assertThatThrownBy(() -> Amount.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({"0.0123, 0.012", "1.25, 1.2", "999.6, '1,000'", "1234567, '1,200,000'"})
  void amountsAreShownWithTwoFigures(double amount, String text) {
    assertThat(Amount.rounded(amount)).isEqualTo(text);
  }

  @Test
  void bytesAreShownInTheUnitThatFits() {
    assertThat(List.of(Amount.bytes(12), Amount.bytes(1_500), Amount.bytes(3.2e15)))
        .containsExactly("12 B", "1.5 kB", "3.2 PB");
  }

  @Test
  void uploadsRequestsAndKeysFollowFromTheCases() {
    // a hundred thousand cases a day, half of them take part, of which half upload
    var sizing = new Sizing(1e7, 0.5, 100_000, 0.5, 1, Duration.ofHours(4), 6, 0.1);

    assertThat(sizing.phones()).isEqualTo(5e6);
    assertThat(sizing.uploadsPerDay()).isEqualTo(25_000);
    assertThat(sizing.peakRequestsPerSecond()).isEqualTo(5_025_000 / 86_400.0 * 3, within(1e-6));
    assertThat(sizing.batchesPerDay()).isEqualTo(6);
    assertThat(sizing.rows()).isEqualTo(25_000 * 14 * 14, within(1e-6));
    assertThat(sizing.cdnCostPerMonth())
        .isEqualTo(sizing.phoneBytesPerDay() * 5e6 * 30 / 1e9 * 0.1, within(1e-6));
  }

  @Test
  void aSmallAuthorityPublishesPaddedFiles() {
    var sizing = new Sizing(1_000, 0.5, 1, 0.5, 0, Duration.ofHours(4), 6, 0.1);

    assertThat(sizing.keysPerBatch()).isEqualTo(Sizing.FILE_KEYS_AT_LEAST);
    assertThat(sizing.filesPerBatch()).isEqualTo(1);
  }

  @Test
  void theFirstLimitIsTheOneThatIsNearest() {
    var decoys = new Sizing(1e9, 1, 1, 0.5, 10, Duration.ofHours(4), 6, 0.1);
    var cases = new Sizing(1e8, 1, 5e6, 1, 0, Duration.ofHours(4), 6, 0.1);

    assertThat(decoys.firstLimit().name()).startsWith("requests");
    assertThat(cases.firstLimit().name()).contains("a day on each phone");
    assertThat(cases.firstLimit().share()).isGreaterThan(1);
  }
}
