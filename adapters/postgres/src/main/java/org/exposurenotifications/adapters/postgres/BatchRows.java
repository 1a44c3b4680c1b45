// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.Window;

/** Reads rows of the table of batches. */
final class BatchRows {
  private BatchRows() {}

  static Batch batch(ResultSet row) throws SQLException {
    return new Batch(
        row.getLong("id"),
        row.getLong("fence"),
        row.getInt("failures"),
        row.getInt("lapses"),
        row.getString("bucket"),
        row.getString("filename_root"),
        window(row),
        row.getString("output_region"),
        filter(row),
        row.getInt("max_records"),
        Columns.texts(row, "signature_infos"),
        layout(row));
  }

  static UnfinishedBatch unfinished(ResultSet row) throws SQLException {
    return new UnfinishedBatch(
        row.getLong("id"),
        row.getString("export_config"),
        row.getString("bucket"),
        row.getString("filename_root"),
        window(row),
        row.getInt("failures"),
        row.getInt("lapses"),
        row.getString("last_failure"),
        row.getBoolean("dead_letter"),
        Columns.optionalInstant(row, "leased_until"),
        Columns.optionalInstant(row, "retry_at"));
  }

  static Window window(ResultSet row) throws SQLException {
    return new Window(Columns.instant(row, "starts_at"), Columns.instant(row, "ends_at"));
  }

  /** Of batches and of the configuration of exports. */
  static KeyFilter filter(ResultSet row) throws SQLException {
    return new KeyFilter(
        Columns.regions(row, "input_regions"),
        Columns.regions(row, "exclude_regions"),
        row.getBoolean("include_travelers"),
        row.getBoolean("only_non_travelers"));
  }

  private static Optional<FileLayout> layout(ResultSet row) throws SQLException {
    Optional<List<Integer>> keys = Columns.optionalInts(row, "layout_keys");
    Optional<List<Integer>> revisedKeys = Columns.optionalInts(row, "layout_revised_keys");
    return keys.flatMap(k -> revisedKeys.map(r -> layout(k, r)));
  }

  private static FileLayout layout(List<Integer> keys, List<Integer> revisedKeys) {
    return new FileLayout(
        IntStream.range(0, keys.size())
            .mapToObj(i -> new FileLayout.Part(keys.get(i), revisedKeys.get(i)))
            .toList());
  }
}
