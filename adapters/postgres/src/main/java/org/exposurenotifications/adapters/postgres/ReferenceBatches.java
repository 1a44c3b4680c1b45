// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.Window;
import org.jdbi.v3.core.Handle;

/**
 * Carries over those batches of the Go server that still have files, or are young, or are the
 * latest of their export: so each export goes on where it ended, and old files are removed.
 */
final class ReferenceBatches {
  private final Handle reader;
  private final ReferenceRegistrations registrations;
  private final ReferenceImport.Settings settings;
  private final ReferenceTally tally;

  ReferenceBatches(
      Handle reader,
      ReferenceRegistrations registrations,
      ReferenceImport.Settings settings,
      ReferenceTally tally) {
    this.reader = reader;
    this.registrations = registrations;
    this.settings = settings;
    this.tally = tally;
  }

  /** A batch that the Go server has not done is planned, with padding, and done by this one. */
  record ReferenceBatch(
      ExportConfig export, Window window, boolean done, List<ReferenceFile> files) {}

  record ReferenceFile(String objectName, boolean withdrawn) {}

  void carry(Database target) {
    List<ReferenceBatch> batches = read();
    tally.carried("batches", batches.size());
    tally.carried(
        "batches that this server will do",
        batches.stream().filter(batch -> !batch.done()).count());
    tally.carried("files", batches.stream().mapToLong(batch -> batch.files().size()).sum());
    if (!settings.dryRun()) {
      target.transact(
          "store batches",
          handle -> {
            handle.execute("UPDATE padding_round SET latest = latest + 1");
            batches.forEach(batch -> CarryBatch.run(handle, batch, settings.maxRecords()));
            return batches;
          });
      // since an earlier run the Go server may have deleted some: no index may list them
      new PostgresExportFileStore(target).withdraw(settings.cutoff());
    }
    tally.progress(batches.size() + " batches done");
  }

  private List<ReferenceBatch> read() {
    Map<Long, List<ReferenceFile>> files = files();
    return reader
        .createQuery(
            """
            SELECT b.*, b.status::text AS state FROM exportbatch b
            WHERE end_timestamp >= :cutoff
              OR end_timestamp = (SELECT max(end_timestamp) FROM exportbatch latest
                                  WHERE latest.config_id = b.config_id)
              OR EXISTS (SELECT FROM exportfile f
                         WHERE f.batch_id = b.batch_id AND f.status IS DISTINCT FROM 'DELETED')
            ORDER BY batch_id
            """)
        .bind("cutoff", settings.cutoff())
        .map((row, _) -> batch(row, files.getOrDefault(row.getLong("batch_id"), List.of())))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** By the numbers of their batches. */
  private Map<Long, List<ReferenceFile>> files() {
    Map<Long, List<ReferenceFile>> files = new LinkedHashMap<>();
    reader
        .createQuery(
            """
            SELECT f.batch_id, f.filename, b.bucket_name,
                   f.status = 'DEL_PEND' OR b.start_timestamp <= :cutoff AS withdrawn
            FROM exportfile f JOIN exportbatch b USING (batch_id)
            WHERE f.status IS DISTINCT FROM 'DELETED'
            ORDER BY f.filename
            """)
        .bind("cutoff", settings.cutoff())
        .map((row, _) ->
            file(row)
                .map(files.computeIfAbsent(row.getLong("batch_id"), _ -> new ArrayList<>())::add))
        .list();
    return files;
  }

  private Optional<ReferenceFile> file(ResultSet row) throws SQLException {
    String name = row.getString("filename");
    try {
      BlobName _ = new BlobName(ReferenceColumns.text(row, "bucket_name"), name);
      return Optional.of(new ReferenceFile(name, row.getBoolean("withdrawn")));
    } catch (IllegalArgumentException _) {
      tally.left("exportfile", "filename " + name, "its name or bucket is none here");
      return Optional.empty();
    }
  }

  private Optional<ReferenceBatch> batch(ResultSet row, List<ReferenceFile> files)
      throws SQLException {
    Optional<ExportConfig> export = registrations.export(row.getLong("config_id"));
    if (export.isEmpty()) {
      left(row, "its export config is not carried over", files);
      return Optional.empty();
    }
    try {
      String state = ReferenceColumns.text(row, "state");
      Window window = new Window(instant(row, "start_timestamp"), instant(row, "end_timestamp"));
      return Optional.of(
          new ReferenceBatch(
              settings(row, export.get()),
              window,
              !(state.equals("OPEN") || state.equals("PENDING")),
              files));
    } catch (IllegalArgumentException wrong) {
      left(row, String.valueOf(wrong.getMessage()), files);
      return Optional.empty();
    }
  }

  private void left(ResultSet row, String why, List<ReferenceFile> files) throws SQLException {
    tally.left("exportbatch", "batch_id " + row.getLong("batch_id"), why);
    files.forEach(file ->
        tally.left(
            "exportfile",
            "filename " + file.objectName(),
            "its batch is not carried over, so nobody deletes it here"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Columns.optionalInstant(row, column)
        .orElseThrow(() -> new IllegalArgumentException("it has no beginning or no end"));
  }

  /** As they were when the batch was made. */
  private ExportConfig settings(ResultSet row, ExportConfig export) throws SQLException {
    OptionalInt most = ReferenceRegistrations.maxRecords(row);
    return new ExportConfig(
        export.name(),
        ReferenceColumns.text(row, "bucket_name"),
        ReferenceColumns.text(row, "filename_root"),
        export.period(),
        ReferenceColumns.text(row, "output_region"),
        ReferenceRegistrations.filter(row),
        OptionalInt.empty(),
        most,
        Instant.EPOCH,
        Optional.empty(),
        registrations.signers(ReferenceColumns.ids(row, "signature_info_ids")));
  }
}
