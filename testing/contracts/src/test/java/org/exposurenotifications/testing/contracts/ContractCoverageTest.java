// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.exposurenotifications.ports.export.WindowStore;
import org.junit.jupiter.api.Test;

final class ContractCoverageTest {
  @Test
  void aPortWithItsContractIsNoGap() {
    assertThat(ContractCoverage.gaps(MapBlobs.class)).noneMatch(gap -> gap.contains("MapBlobs"));
  }

  @Test
  void aPortWithoutATestIsAGap() {
    assertThat(ContractCoverage.gaps(Untested.class))
        .containsExactly("Untested has no test that is a WindowStoreContract");
  }

  /** Of a port whose contract nobody implements in these tests. */
  static final class Untested implements WindowStore {
    @Override
    public Instant closeBefore(Instant until) {
      return until;
    }
  }
}
