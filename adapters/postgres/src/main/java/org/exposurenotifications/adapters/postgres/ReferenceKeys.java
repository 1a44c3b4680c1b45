// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;

/** Carries live keys over, a few thousand at a time. */
final class ReferenceKeys {
  private static final int AT_ONCE = 5000;
  private static final int PROGRESS = 100_000;

  private final Handle reader;
  private final Map<Long, String> issuers;
  private final ReferenceImport.Settings settings;
  private final ReferenceTally tally;
  private long read;

  ReferenceKeys(
      Handle reader,
      Map<Long, String> issuers,
      ReferenceImport.Settings settings,
      ReferenceTally tally) {
    this.reader = reader;
    this.issuers = issuers;
    this.settings = settings;
    this.tally = tally;
  }

  void carry(Database target) {
    tally.left(
        "keys: they are older than CLEANUP_TTL",
        reader
            .createQuery("SELECT count(*) FROM exposure WHERE created_at < :cutoff")
            .bind("cutoff", settings.cutoff())
            .mapTo(Long.class)
            .one());
    tally.carried("keys", 0);
    ReferenceKeyReader keyReader = new ReferenceKeyReader(issuers, tally);
    Map<Bytes, ReferenceKey> some = new LinkedHashMap<>();
    try (ResultIterator<Optional<ReferenceKey>> rows =
        reader
            .createQuery("SELECT * FROM exposure WHERE created_at >= :cutoff")
            .bind("cutoff", settings.cutoff())
            .setFetchSize(AT_ONCE)
            .map((row, _) -> keyReader.read(row))
            .iterator()) {
      while (rows.hasNext()) {
        rows.next().ifPresent(key -> add(some, key));
        if (++read % PROGRESS == 0) {
          tally.progress(read + " keys read");
        }
        if (some.size() == AT_ONCE) {
          store(target, some);
        }
      }
    }
    store(target, some);
    tally.progress(read + " keys read, all done");
  }

  private void add(Map<Bytes, ReferenceKey> some, ReferenceKey key) {
    if (some.putIfAbsent(key.exposure().key().keyData(), key) != null) {
      tally.left("keys: they are there twice, spelled otherwise", 1);
    }
  }

  private void store(Database target, Map<Bytes, ReferenceKey> some) {
    if (some.isEmpty()) {
      return;
    }
    List<ReferenceKey> keys = List.copyOf(some.values());
    if (settings.dryRun()) {
      tally.carried("keys", keys.size());
    } else {
      int changed = target.call("store keys", handle -> CarryKeys.run(handle, keys));
      tally.carried("keys", changed);
      tally.carried("keys that were here already", (long) keys.size() - changed);
    }
    some.clear();
  }
}
