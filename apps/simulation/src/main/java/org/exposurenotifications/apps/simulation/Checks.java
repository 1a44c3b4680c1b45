// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checks of a world.
 *
 * @param required have to pass
 * @param pending are reported only
 */
record Checks(List<Check> required, List<Check> pending) {
  static Checks of(Required today) {
    List<Check> required =
        new ArrayList<>(
            List.of(
                new NoWindowIsSkipped(today.firstDay()),
                new EveryBatchIsPublished(),
                new EveryKeyIsExportedOnce(),
                new EveryRevisionIsExportedOnce(),
                new SignaturesVerify(),
                new IndexesNameEveryFile()));
    List<Check> pending = new ArrayList<>();
    (today.padding() ? required : pending).add(new EveryCellIsACrowd());
    (today.overdue() ? required : pending).add(new OverdueIsReported());
    return new Checks(required, pending);
  }

  List<Finding> findRequired(Evidence evidence) {
    return findings(required, evidence);
  }

  List<Finding> findPending(Evidence evidence) {
    return findings(pending, evidence);
  }

  private static List<Finding> findings(List<Check> checks, Evidence evidence) {
    return checks.stream().flatMap(check -> findings(check, evidence)).toList();
  }

  private static Stream<Finding> findings(Check check, Evidence evidence) {
    return check.problems(evidence).map(text -> new Finding(check.name(), text));
  }
}
