// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "15m, PT15M",
    "360h, PT360H",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    ".5s, PT0.5S",
    "500ms, PT0.5S",
    "1m1ms, PT1M0.001S",
    "250us, PT0.00025S",
    "3ns, PT0.000000003S",
    "0, PT0S",
    "-2s, PT-2S"
  })
  void unitsAddUp(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "1d", "1h-5m", "PT5S", "5S", "1e3s", "999999999h"})
  void everythingElseIsNoDuration(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
