// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;

/**
 * Keys that are in the same batches, of all exports, are at least as many as the exports ask for,
 * none looks like none of the others, and some of them were reported: decision 4, as a watcher with
 * all files sees it.
 */
final class EveryCellIsACrowd implements Check {
  private static final int ALIKE = 3;

  @Override
  public String name() {
    return "every cell is a crowd";
  }

  @Override
  public Stream<String> problems(Evidence evidence) {
    Map<Bytes, Set<Ledger.Planned>> batchesOf = new HashMap<>();
    Map<Bytes, FileKey> keys = new HashMap<>();
    evidence
        .files()
        .forEach((batch, files) ->
            files.stream()
                .flatMap(file -> file.keys().stream())
                .forEach(key -> {
                  keys.put(key.keyData(), key);
                  batchesOf.computeIfAbsent(key.keyData(), _ -> new HashSet<>()).add(batch);
                }));
    Map<Set<Ledger.Planned>, List<FileKey>> cells = new HashMap<>();
    batchesOf.forEach((key, batches) ->
        cells.computeIfAbsent(batches, _ -> new ArrayList<>()).add(keys.get(key)));
    return cells.entrySet().stream()
        .flatMap(cell -> problems(cell.getKey(), cell.getValue(), evidence));
  }

  private static Stream<String> problems(
      Set<Ledger.Planned> batches, List<FileKey> keys, Evidence evidence) {
    int least = new CrowdAskedFor(evidence.world()).by(batches);
    long alone =
        keys.stream()
            .collect(Collectors.groupingBy(EveryCellIsACrowd::appearance, Collectors.counting()))
            .values()
            .stream()
            .filter(count -> count < ALIKE)
            .count();
    boolean reported =
        keys.stream()
            .map(FileKey::keyData)
            .anyMatch(evidence.world().ledger.accepted()::containsKey);
    String where = batches.stream().map(Render::text).sorted().toList().toString();
    return Stream.of(
            keys.size() < least ? keys.size() + " keys are alone in " + where : "",
            least > 0 && alone > 0 ? alone + " appearances stand alone in " + where : "",
            reported ? "" : "no key was reported in " + where)
        .filter(problem -> !problem.isEmpty());
  }

  private static List<?> appearance(FileKey key) {
    return List.of(
        key.rollingStart(),
        key.rollingPeriod(),
        key.transmissionRisk(),
        key.reportType(),
        key.daysSinceOnset());
  }
}
