// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static java.util.stream.Collectors.toMap;

import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.ports.exposure.Exposure;

/** Every accepted key is in exactly one file of each export whose filter matches. */
final class EveryKeyIsExportedOnce implements Check {
  @Override
  public String name() {
    return "every key is exported once";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    return new ExportedOnce(evidence, ExportFile::keys)
        .problems(
            evidence.world().ledger.accepted().values().stream()
                .collect(toMap(exposure -> exposure.key().keyData(), Exposure::createdAt)));
  }
}
