// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.token.RevisionKeyStore;
import org.jdbi.v3.core.Handle;

final class PostgresRevisionKeyStore implements RevisionKeyStore {
  private final Database database;

  PostgresRevisionKeyStore(Database database) {
    this.database = database;
  }

  @Override
  public List<WrappedKey> allowed() {
    return database.call("read revision keys", PostgresRevisionKeyStore::allowed);
  }

  @Override
  public List<WrappedKey> createFirst(Bytes wrappedKey, Bytes associatedData, Instant createdAt) {
    return database.transact(
        "create the first revision key",
        handle -> {
          handle.execute("LOCK TABLE revision_key IN SHARE ROW EXCLUSIVE MODE");
          if (allowed(handle).isEmpty()) {
            WrappedKey _ = create(handle, wrappedKey, associatedData, createdAt);
          }
          return allowed(handle);
        });
  }

  @Override
  public WrappedKey create(Bytes wrappedKey, Bytes associatedData, Instant createdAt) {
    return database.call(
        "create a revision key", handle -> create(handle, wrappedKey, associatedData, createdAt));
  }

  @Override
  public void destroy(long id) {
    database.call(
        "destroy a revision key",
        handle -> handle.execute("DELETE FROM revision_key WHERE id = ?", id));
  }

  private static List<WrappedKey> allowed(Handle handle) {
    return handle
        .createQuery("SELECT * FROM revision_key ORDER BY id DESC")
        .map((row, _) -> wrappedKey(row))
        .list();
  }

  private static WrappedKey create(
      Handle handle, Bytes wrappedKey, Bytes associatedData, Instant createdAt) {
    return handle
        .createQuery(
            """
            INSERT INTO revision_key (wrapped_key, associated_data, created_at)
            VALUES (:wrappedKey, :associatedData, :createdAt)
            RETURNING *
            """)
        .bind("wrappedKey", wrappedKey)
        .bind("associatedData", associatedData)
        .bind("createdAt", createdAt)
        .map((row, _) -> wrappedKey(row))
        .one();
  }

  private static WrappedKey wrappedKey(ResultSet row) throws SQLException {
    return new WrappedKey(
        row.getLong("id"),
        Columns.bytes(row, "wrapped_key"),
        Columns.bytes(row, "associated_data"),
        Columns.instant(row, "created_at"));
  }
}
