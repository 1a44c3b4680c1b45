// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.jdbi.v3.core.Handle;

final class PostgresExposureStore implements ExposureStore {
  /** Each run after the first finds what the one before lost to, unless that was deleted since. */
  private static final int ATTEMPTS = 5;

  /** So that one that is held up does not hold up all. */
  private static final int LANES = 2;

  /** A second transaction at once is worth it from so many on: see decision 8. */
  private static final int CROWD = 24;

  private static final int MOST_UPLOADS = 64;

  /** Half of the requests that a server handles at once: copies of one upload never fill it. */
  private static final int LONGEST_LINE = 128;

  /** Spells EN2: the windows' locks begin with EN1. */
  private static final String DELETION_LOCK = "x'454E32'::bigint << 40";

  /** Asked again of a row that was revised meanwhile, and that its deletion waited for. */
  private static final String EXPIRED =
      """
      created_at >= :from AND created_at < :created_before
        AND rolling_start::bigint + rolling_period < :ended_before
        AND (revised_at IS NULL OR revised_at < :revised_before)
      """;

  private final Database database;
  private final SharedTransactions<WantedUpload, List<StoredExposure>> additions;

  PostgresExposureStore(Database database) {
    this.database = database;
    this.additions =
        new SharedTransactions<>(
            new SharedTransactions.Limits(LANES, CROWD, MOST_UPLOADS, LONGEST_LINE),
            WantedUpload::keys,
            this::addTogether,
            Failures::isRefusal);
  }

  private List<List<StoredExposure>> addTogether(List<WantedUpload> uploads) {
    return database.call("add keys", handle -> AddKeys.run(handle, uploads));
  }

  @Override
  public List<StoredExposure> addIfNonePresent(Upload upload) {
    return add(new WantedUpload(upload, true));
  }

  @Override
  public void rehearse(Upload upload) {
    List<StoredExposure> _ = add(new WantedUpload(upload, false));
  }

  private List<StoredExposure> add(WantedUpload wanted) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return additions.run(wanted);
      } catch (PortFailure failure) {
        if (!Failures.isLostRace(failure)) {
          throw failure;
        }
      }
    }
    throw new PortFailure.Transient("Cannot add keys: others add the same all the time", null);
  }

  @Override
  public boolean merge(Merge merge) {
    try {
      return database.transact("merge keys", handle -> merge(handle, merge));
    } catch (PortFailure failure) {
      if (Failures.isLostRace(failure)) {
        return false;
      }
      throw failure;
    }
  }

  private static boolean merge(Handle handle, Merge merge) {
    if (!ReviseKeys.lock(handle, merge.revisions())) {
      return false;
    }
    ReviseKeys.revise(handle, merge.revisions());
    Upload added =
        new Upload(
            merge.exposures().stream().map(Exposure::key).toList(),
            merge.exposures(),
            merge.statistic());
    boolean effective = AddKeys.run(handle, added).isEmpty();
    if (!effective) {
      handle.rollback();
    }
    return effective;
  }

  /** Of several at once each waits for the one before, and then finds what that one left. */
  @Override
  public Deleted delete(Instant from, Expiry expiry, int limit) {
    return database.transact(
        "delete old keys",
        handle -> {
          handle.execute("SELECT pg_advisory_xact_lock(" + DELETION_LOCK + ")");
          return handle
              .createQuery(
                  """
                  WITH deleted AS (
                    DELETE FROM exposure
                    WHERE key = ANY (ARRAY(
                        SELECT key FROM exposure WHERE %1$s ORDER BY created_at LIMIT :limit))
                      AND %1$s
                    RETURNING created_at)
                  SELECT count(*) AS keys, max(created_at) AS last FROM deleted
                  """
                      .formatted(EXPIRED))
              .bind("from", from)
              .bind("created_before", expiry.createdBefore())
              .bind("ended_before", expiry.endedBefore().value())
              .bind("revised_before", expiry.revisedBefore())
              .bind("limit", limit)
              .map((row, _) ->
                  new Deleted(
                      row.getInt("keys"), Columns.optionalInstant(row, "last").orElse(from)))
              .one();
        });
  }
}
