// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.exposurenotifications.testing.contracts.ContractCoverage;
import org.junit.jupiter.api.Test;

final class MemoryCoverageTest {
  @Test
  void everyPortImplementedHereIsTestedByItsContract() {
    assertThat(ContractCoverage.gaps(MemoryPlatform.class)).isEmpty();
  }
}
