// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import org.exposurenotifications.testing.contracts.ContractCoverage;
import org.junit.jupiter.api.Test;

final class AzureCoverageTest {
  @Test
  void everyPortImplementedHereIsTestedByItsContract() {
    assertThat(ContractCoverage.gaps(AzurePlatform.class)).isEmpty();
  }
}
