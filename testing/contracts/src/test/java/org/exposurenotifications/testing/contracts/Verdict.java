// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What the clauses say of an adapter. */
final class Verdict {
  private static final String PARALLEL = "junit.jupiter.execution.parallel.";

  private Verdict() {}

  /** The names of the clauses that fail. */
  static List<String> failedClauses(Class<?> contractTest) {
    return failedClauses(contractTest, 1);
  }

  /**
   * The same, with clauses at once that allow it. JUnit does not want to be asked for that by a
   * test that it runs: take another thread.
   */
  static List<String> failedClauses(Class<?> contractTest, int atOnce) {
    Events clauses =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(contractTest))
            .configurationParameter(PARALLEL + "enabled", String.valueOf(atOnce > 1))
            .configurationParameter(PARALLEL + "config.executor-service", "WORKER_THREAD_POOL")
            .configurationParameter(PARALLEL + "config.strategy", "fixed")
            .configurationParameter(PARALLEL + "config.fixed.parallelism", String.valueOf(atOnce))
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
