// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.stream.Stream;

/** While something is overdue, no job says that all is well. */
final class OverdueIsReported implements Check {
  @Override
  public String name() {
    return "overdue work is reported";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    return evidence.world().ledger.silences().stream();
  }
}
