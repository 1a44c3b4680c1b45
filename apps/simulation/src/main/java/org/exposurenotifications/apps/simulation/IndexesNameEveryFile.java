// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.config.ExportConfig;

/**
 * The index of an export names exactly the files that are published and not withdrawn yet, those
 * that came late behind the others.
 */
final class IndexesNameEveryFile implements Check {
  @Override
  public String name() {
    return "indexes name every file";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    World world = evidence.world();
    Instant withdrawn = world.now().minus(world.plan.settings().export().retention());
    return evidence.exports().stream().flatMap(export -> problems(export, world, withdrawn));
  }

  private static Stream<String> problems(ExportConfig export, World world, Instant withdrawn) {
    List<String> named =
        world.ledger.index(export.bucket(), export.filenameRoot()).sorted().toList();
    List<String> ought =
        world.ledger.published().entrySet().stream()
            .filter(batch -> batch.getKey().export().equals(export.filenameRoot()))
            .filter(batch -> batch.getKey().window().start().isAfter(withdrawn))
            .map(Map.Entry::getValue)
            .flatMap(List::stream)
            .map(BlobName::name)
            .sorted()
            .toList();
    return named.equals(ought)
        ? Stream.empty()
        : Stream.of(
            "the index of %s names %s of %s files that it ought to name, and %s others"
                .formatted(
                    export.name(),
                    ought.stream().filter(named::contains).count(),
                    ought.size(),
                    named.stream().filter(name -> !ought.contains(name)).count()));
  }
}
