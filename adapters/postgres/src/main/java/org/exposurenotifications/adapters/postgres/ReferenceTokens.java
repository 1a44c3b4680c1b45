// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.ArrayList;
import java.util.List;
import org.exposurenotifications.ports.token.RevisionKeyStore.WrappedKey;
import org.jdbi.v3.core.Handle;

/**
 * Carries the keys of revision tokens over, under their numbers, which tokens name: those that this
 * server can open. Another platform, or another form of ciphertexts, makes them useless.
 */
final class ReferenceTokens {
  private static final String TABLE = "revisionkeys";
  private static final String UNUSABLE =
      "this server cannot open it with its KEY_MANAGER and REVISION_TOKEN_KEY_ID, so tokens issued"
          + " under it are not honoured; until the keys that a phone uploaded with them are gone"
          + " (CLEANUP_TTL), an upload that contains them again is refused, unless its app has"
          + " bypassRevisionToken";

  private final Handle reader;
  private final ReferenceImport.Settings settings;
  private final ReferenceTally tally;

  ReferenceTokens(Handle reader, ReferenceImport.Settings settings, ReferenceTally tally) {
    this.reader = reader;
    this.settings = settings;
    this.tally = tally;
  }

  void carry(Database target) {
    List<WrappedKey> keys =
        reader
            .createQuery(
                """
                SELECT kid, wrapped_cipher, aad, created_at FROM revisionkeys
                WHERE allowed AND wrapped_cipher IS NOT NULL AND aad IS NOT NULL
                ORDER BY kid
                """)
            .map((row, _) ->
                new WrappedKey(
                    row.getLong("kid"),
                    Columns.bytes(row, "wrapped_cipher"),
                    Columns.bytes(row, "aad"),
                    Columns.instant(row, "created_at")))
            .list();
    List<WrappedKey> usable = new ArrayList<>();
    for (WrappedKey key : keys) {
      if (settings.revisionKey().test(key)) {
        usable.add(key);
      } else {
        tally.left(TABLE, "kid " + key.id(), UNUSABLE);
      }
    }
    tally.carried("keys of revision tokens", usable.size());
    if (!settings.dryRun() && !usable.isEmpty()) {
      target.transact("store keys of revision tokens", handle -> store(handle, usable));
    }
  }

  private boolean store(Handle handle, List<WrappedKey> keys) {
    handle.execute("LOCK TABLE revision_key IN SHARE ROW EXCLUSIVE MODE");
    keys.forEach(key -> store(handle, key));
    handle
        .createQuery(
            """
            SELECT setval(pg_get_serial_sequence('revision_key', 'id'),
                          greatest((SELECT max(id) FROM revision_key),
                                   nextval(pg_get_serial_sequence('revision_key', 'id'))))
            """)
        .mapTo(Long.class)
        .one();
    return true;
  }

  private void store(Handle handle, WrappedKey key) {
    handle
        .createUpdate(
            """
            INSERT INTO revision_key (id, wrapped_key, associated_data, created_at)
            OVERRIDING SYSTEM VALUE VALUES (:id, :wrapped, :data, :createdAt)
            ON CONFLICT (id) DO NOTHING
            """)
        .bind("id", key.id())
        .bind("wrapped", key.wrappedKey())
        .bind("data", key.associatedData())
        .bind("createdAt", key.createdAt())
        .execute();
    boolean taken =
        handle
            .createQuery("SELECT wrapped_key <> :wrapped FROM revision_key WHERE id = :id")
            .bind("wrapped", key.wrappedKey())
            .bind("id", key.id())
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      tally.carried("keys of revision tokens", -1);
      tally.left(
          TABLE,
          "kid " + key.id(),
          "a key of this server has its number, so tokens issued under it are not honoured");
    }
  }
}
