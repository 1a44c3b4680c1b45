// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static java.util.stream.Collectors.toMap;

import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.ports.exposure.Revision;

/** Every revision is in exactly one file of each export whose filter matches its key. */
final class EveryRevisionIsExportedOnce implements Check {
  @Override
  public String name() {
    return "every revision is exported once";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    return new ExportedOnce(evidence, ExportFile::revisedKeys)
        .problems(
            evidence.world().ledger.revised().values().stream()
                .collect(toMap(Revision::keyData, Revision::revisedAt)));
  }
}
