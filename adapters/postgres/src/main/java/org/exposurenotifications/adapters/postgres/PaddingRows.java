// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.List;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Adds and revises padding. Into the windows that it names, closed or not: it is modelled on what
 * is there.
 */
final class PaddingRows {
  private PaddingRows() {}

  /**
   * @param round of this padding, which tells it from reported keys
   */
  static void add(Handle handle, List<Exposure> padding, long round) {
    if (padding.isEmpty()) {
      return;
    }
    Update insert =
        handle.createUpdate(
            """
            INSERT INTO exposure (key, regions, traveler, rolling_start, rolling_period,
                                  transmission_risk, report_type, days_since_onset,
                                  health_authority, created_at, padding_round)
            SELECT key, string_to_array(regions, ','), traveler, rolling_start, rolling_period,
                   transmission_risk, report_type, days_since_onset, NULL, created_at, :round
            FROM %s
            ORDER BY key
            """
                .formatted(ExposureRows.SQL));
    ExposureRows.bind(insert, padding);
    insert.bind("round", round).execute();
  }

  static void revise(Handle handle, List<Revision> revisions) {
    if (revisions.isEmpty()) {
      return;
    }
    int revised =
        handle
            .createUpdate(
                """
                UPDATE exposure
                SET revised_report_type = type, revised_transmission_risk = risk,
                    revised_days_since_onset = onset, revised_at = revised_in
                FROM unnest(:keys, :types, :risks, :onsets, :windows)
                    AS revision (revised_key, type, risk, onset, revised_in)
                WHERE key = revised_key AND padding_round IS NOT NULL AND revised_at IS NULL
                """)
            .bind("keys", ArrayArgument.bytes(revisions, Revision::keyData))
            .bind(
                "types",
                ArrayArgument.optionalInts(
                    revisions, row -> Codes.of(row.diagnosis().reportType())))
            .bind("risks", ArrayArgument.ints(revisions, row -> row.diagnosis().transmissionRisk()))
            .bind(
                "onsets",
                ArrayArgument.optionalInts(revisions, row -> row.diagnosis().daysSinceOnset()))
            .bind("windows", ArrayArgument.instants(revisions, Revision::revisedAt))
            .execute();
    if (revised != revisions.size()) {
      throw new PortFailure.Permanent(
          "Cannot plan batches: only padding that was never revised can be revised", null);
    }
  }
}
