// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What the clauses say of an adapter. */
final class Verdict {
  private Verdict() {}

  /** The names of the clauses that fail. */
  static List<String> failedClauses(Class<?> contractTest) {
    Events clauses =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(contractTest))
            .execute()
            .testEvents();
    assertThat(clauses.started().count()).isGreaterThan(2);
    assertThat(clauses.skipped().count()).isZero();
    return clauses
        .failed()
        .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
        .sorted()
        .toList();
  }
}
