// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.ports.exposure.Revision;

/**
 * Every revision is in exactly one file of each export whose filter matches its key, unless the key
 * was about to expire: a revision does not lengthen its life, so it may be gone before the export.
 */
final class EveryRevisionIsExportedOnce implements Check {
  /** After the revision, even in daily batches and with some failures. */
  private static final Duration EXPORTED = Duration.ofDays(2);

  @Override
  public String name() {
    return "every revision is exported once";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    return new ExportedOnce(evidence, ExportFile::revisedKeys)
        .problems(
            evidence.world().ledger.revised().values().stream()
                .filter(revision -> isKept(revision, evidence.world()))
                .collect(toMap(Revision::keyData, Revision::revisedAt)));
  }

  private static boolean isKept(Revision revision, World world) {
    Duration ttl = world.plan.settings().retention().ttl();
    Instant exported = revision.revisedAt().plus(EXPORTED);
    return Optional.ofNullable(world.ledger.accepted().get(revision.keyData()))
        .filter(key -> exported.isBefore(key.createdAt().plus(ttl)))
        .isPresent();
  }
}
