// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.List;
import java.util.stream.Stream;

/** What has to hold in every world. */
final class Checks {
  private static final List<Check> ALL =
      List.of(
          new NoWindowIsSkipped(),
          new EveryBatchIsPublished(),
          new EveryKeyIsExportedOnce(),
          new EveryRevisionIsExportedOnce(),
          new SignaturesVerify(),
          new IndexesNameEveryFile(),
          new EveryCellIsACrowd(),
          new OverdueIsReported());

  private Checks() {}

  static List<Finding> find(Evidence evidence) {
    return ALL.stream().flatMap(check -> find(check, evidence)).toList();
  }

  private static Stream<Finding> find(Check check, Evidence evidence) {
    return check.problems(evidence).map(text -> new Finding(check.name(), text));
  }
}
