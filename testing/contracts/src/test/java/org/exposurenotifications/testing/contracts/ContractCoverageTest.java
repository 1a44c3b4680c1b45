// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ContractCoverageTest {
  @Test
  void aPortWithItsContractIsNoGap() {
    assertThat(ContractCoverage.gaps(MapBlobs.class)).noneMatch(gap -> gap.contains("MapBlobs"));
  }

  @Test
  void aPortWithoutATestOfItsOwnIsAGap() {
    assertThat(ContractCoverage.gaps(Aes.class))
        .contains("Aes has no test that is a KeyEncryptionContract");
  }
}
