// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.Window;
import org.jdbi.v3.core.Handle;

/** Plans batches and stores their padding, inside one transaction. */
final class PlanNextBatches {
  /** Planned by another server: the Go server, or the version before decision 4. */
  static final String UNPADDED = "own_round IS NULL AND layout_keys IS NULL";

  private PlanNextBatches() {}

  /** The generation first: a plan that comes between the queries makes the caller's plan stale. */
  static Planning planning(Handle handle) {
    long generation =
        handle.createQuery("SELECT latest FROM padding_round").mapTo(Long.class).one();
    Map<String, Instant> latestEnds =
        handle
            .createQuery(
                "SELECT export_config, max(ends_at) AS latest FROM export_batch GROUP BY 1")
            .map((row, _) ->
                Map.entry(row.getString("export_config"), Columns.instant(row, "latest")))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Set<Window>> unpadded =
        handle
            .createQuery("SELECT * FROM export_batch WHERE NOT done AND " + UNPADDED)
            .map((row, _) -> Map.entry(row.getString("export_config"), BatchRows.window(row)))
            .stream()
            .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet())));
    Optional<Instant> earliestKey =
        handle
            .createQuery("SELECT min(created_at) AS earliest FROM exposure")
            .map((row, _) -> Columns.optionalInstant(row, "earliest"))
            .one();
    return new Planning(generation, latestEnds, unpadded, earliestKey);
  }

  static boolean run(
      Handle handle, Planning planning, Collection<BatchPlan> batches, Padding padding) {
    int first =
        handle
            .createUpdate("UPDATE padding_round SET latest = latest + 1 WHERE latest = :generation")
            .bind("generation", planning.generation())
            .execute();
    if (first == 0) {
      return false;
    }
    long round = planning.generation() + 1;
    batches.forEach(batch -> add(handle, batch, round));
    PaddingRows.add(handle, padding.keys(), round);
    PaddingRows.revise(handle, padding.revisions());
    return true;
  }

  /** A batch that is there without padding becomes one of this round, with its own settings. */
  private static void add(Handle handle, BatchPlan batch, long round) {
    int added =
        ExportSettings.bind(
                handle.createUpdate(
                    """
                    INSERT INTO export_batch (export_config, bucket, filename_root, starts_at, ends_at,
                                              output_region, input_regions, exclude_regions,
                                              include_travelers, only_non_travelers, max_records,
                                              signature_infos, own_round)
                    VALUES (:name, :bucket, :filenameRoot, :start, :end, :outputRegion, :inputRegions,
                            :excludeRegions, :includeTravelers, :onlyNonTravelers,
                            coalesce(:maxRecords, :defaultMaxRecords), :signatureInfos, :round)
                    ON CONFLICT (export_config, starts_at, ends_at) DO UPDATE SET own_round = :round
                    WHERE NOT export_batch.done AND export_batch.own_round IS NULL
                      AND export_batch.layout_keys IS NULL
                    """),
                batch.export())
            .bind("defaultMaxRecords", batch.maxRecords())
            .bind("round", round)
            .bind("start", batch.window().start())
            .bind("end", batch.window().end())
            .execute();
    if (added == 0) {
      throw new PortFailure.Transient("another server planned the same batch meanwhile", null);
    }
  }
}
