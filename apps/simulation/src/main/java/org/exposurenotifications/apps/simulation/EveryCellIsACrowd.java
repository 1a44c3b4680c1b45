// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ExportConfig;

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
    Map<Bytes, Set<String>> batchesOf = new HashMap<>();
    Map<Bytes, FileKey> keys = new HashMap<>();
    evidence
        .files()
        .forEach((batch, files) ->
            files.stream()
                .flatMap(file -> file.keys().stream())
                .forEach(key -> {
                  keys.put(key.keyData(), key);
                  batchesOf
                      .computeIfAbsent(key.keyData(), _ -> new TreeSet<>())
                      .add(batch.export() + " " + batch.window().start());
                }));
    Map<Set<String>, List<FileKey>> cells = new HashMap<>();
    batchesOf.forEach((key, batches) ->
        cells.computeIfAbsent(batches, _ -> new ArrayList<>()).add(keys.get(key)));
    Map<String, ExportConfig> exports =
        evidence.exports().stream()
            .collect(Collectors.toMap(ExportConfig::filenameRoot, export -> export));
    return cells.entrySet().stream()
        .flatMap(cell -> problems(cell.getKey(), cell.getValue(), exports, evidence));
  }

  private static Stream<String> problems(
      Set<String> batches,
      List<FileKey> keys,
      Map<String, ExportConfig> exports,
      Evidence evidence) {
    int usual = evidence.world().plan.settings().export().minRecords();
    int least =
        batches.stream()
            .map(batch -> exports.get(batch.substring(0, batch.indexOf(' '))))
            .mapToInt(export -> export.minRecords().orElse(usual))
            .max()
            .orElse(0);
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
    return Stream.of(
            keys.size() < least ? keys.size() + " keys are alone in " + batches : "",
            least > 0 && alone > 0 ? alone + " appearances stand alone in " + batches : "",
            reported ? "" : "no key was reported in " + batches)
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
