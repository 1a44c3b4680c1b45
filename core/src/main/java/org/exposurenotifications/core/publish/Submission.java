// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.PublishStatistic;

/**
 * An upload that passed every rule but those about keys that are stored already.
 *
 * @param keys by key bytes, so that the order is the store's; of a key sent twice the last
 */
record Submission(
    NavigableMap<Bytes, DraftKey> keys,
    Claims claims,
    NavigableSet<Region> regions,
    boolean traveler,
    ClientPlatform platform,
    SymptomOnset onset,
    Arrival arrival) {
  static NavigableMap<Bytes, DraftKey> byBytes(List<DraftKey> kept) {
    var keys = new TreeMap<Bytes, DraftKey>();
    kept.forEach(key -> keys.put(key.data().orElseThrow(), key));
    return keys;
  }

  /** A first report that is negative is spoken of, but not stored (publish.md 6.3). */
  boolean isStored() {
    return claims.reportType().stream().noneMatch(ReportType.NEGATIVE::equals);
  }

  Upload upload() {
    List<Exposure> exposures =
        isStored() ? keys.values().stream().map(this::exposure).toList() : List.of();
    return new Upload(
        keys.values().stream().map(DraftKey::key).toList(),
        exposures,
        statistic(exposures.size(), false));
  }

  Exposure exposure(DraftKey key) {
    return new Exposure(
        key.key(), diagnosis(key), regions, traveler, claims.healthAuthority(), key.createdAt());
  }

  Revision revision(DraftKey key) {
    return new Revision(
        key.data().orElseThrow(), diagnosis(key), claims.healthAuthority(), key.createdAt());
  }

  /** What is counted, if an authority certified it (publish.md 8.1). */
  Optional<PublishStatistic> statistic(int count, boolean revision) {
    return claims
        .healthAuthority()
        .map(authority ->
            new PublishStatistic(
                authority,
                arrival.currentWindow().truncatedTo(ChronoUnit.HOURS),
                platform,
                count,
                revision,
                oldestKeyDays(),
                onset.daysBefore(arrival)));
  }

  /** Entries of the next token for keys that are new. */
  List<TokenEntry> tokenEntries() {
    return keys.values().stream().map(key -> new TokenEntry(key.key(), isStored())).toList();
  }

  private Diagnosis diagnosis(DraftKey key) {
    return new Diagnosis(
        claims.reportType(),
        Math.toIntExact(key.transmissionRisk()),
        OptionalInt.of(Math.toIntExact(key.daysSinceOnset())));
  }

  private int oldestKeyDays() {
    return Math.toIntExact(
        keys.values().stream()
            .mapToLong(key -> Arrival.days(key.rollingStart(), arrival.interval()))
            .reduce(0, Math::max));
  }
}
