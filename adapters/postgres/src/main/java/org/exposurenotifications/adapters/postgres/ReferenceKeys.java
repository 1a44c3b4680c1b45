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
    long old = count("NOT " + ReferenceKeyReader.LIVE);
    long live = count(ReferenceKeyReader.LIVE);
    tally.leftOnPurpose(ReferenceKeyReader.TABLE, old, "it is older than CLEANUP_TTL");
    tally.carried("keys", 0);
    ReferenceKeyReader keyReader = new ReferenceKeyReader(issuers, tally);
    Map<Bytes, ReferenceKey> some = new LinkedHashMap<>();
    try (ResultIterator<Optional<ReferenceKey>> rows =
        reader
            .createQuery(ReferenceKeyReader.SQL)
            .bind("cutoff", settings.cutoff())
            .bind("ended_before", settings.expiry().endedBefore().value())
            .setFetchSize(AT_ONCE)
            .map((row, _) -> keyReader.read(row))
            .iterator()) {
      while (rows.hasNext()) {
        rows.next().ifPresent(key -> add(some, key));
        if (++read % PROGRESS == 0) {
          tally.progress(read + " of " + live + " keys read");
        }
        if (some.size() == AT_ONCE) {
          store(target, some);
        }
      }
    }
    store(target, some);
    tally.progress(read + " of " + live + " keys read, all done");
  }

  private long count(String condition) {
    return reader
        .createQuery("SELECT count(*) FROM exposure WHERE " + condition)
        .bind("cutoff", settings.cutoff())
        .bind("ended_before", settings.expiry().endedBefore().value())
        .mapTo(Long.class)
        .one();
  }

  private void add(Map<Bytes, ReferenceKey> some, ReferenceKey key) {
    if (some.putIfAbsent(key.exposure().key().keyData(), key) != null) {
      tally.left(
          ReferenceKeyReader.TABLE,
          ReferenceKeyReader.name(key.place(), key.exposure().createdAt()),
          "it is there twice, spelled otherwise");
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
      CarryKeys.Stored stored = target.call("store keys", handle -> CarryKeys.run(handle, keys));
      tally.carried("keys", stored.changed());
      tally.carried("keys that were here already", keys.size() - stored.changed());
      tally.left(
          ReferenceKeyReader.TABLE,
          stored.late(),
          "this server exported its window before it came, so it is in no file of this server");
    }
    some.clear();
  }
}
