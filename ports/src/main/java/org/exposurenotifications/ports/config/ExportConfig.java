// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Region;

/**
 * A series of export files (export-and-operations.md 4.1).
 *
 * @param name our own name for it; unique, not blank
 * @param bucket where its files go
 * @param filenameRoot what their names begin with; unique within the bucket, whatever the case
 * @param period length of a batch: 1 s to 24 h, whole seconds, a divisor of the day
 * @param outputRegion written into the files; may be empty
 * @param filter which keys it holds
 * @param minRecords fewest keys that cannot be told apart, 0 or more, 0 for no padding; the
 *     server's setting if absent
 * @param maxRecords most keys in a file, 1 or more; the server's setting if absent
 * @param from no batches before
 * @param thru no batches after, if set
 * @param signatureInfos ids of its signers, at most 10
 */
public record ExportConfig(
    String name,
    String bucket,
    String filenameRoot,
    Duration period,
    String outputRegion,
    KeyFilter filter,
    OptionalInt minRecords,
    OptionalInt maxRecords,
    Instant from,
    Optional<Instant> thru,
    List<String> signatureInfos) {
  private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

  /**
   * @throws IllegalArgumentException saying which component is wrong, and how
   */
  public ExportConfig {
    Checks.notBlank("name", name);
    BlobName _ = new BlobName(bucket, filenameRoot);
    if (!period.equals(Duration.ofSeconds(period.toSeconds()))
        || period.toSeconds() < 1
        || period.toSeconds() > SECONDS_OF_A_DAY
        || SECONDS_OF_A_DAY % period.toSeconds() != 0) {
      throw new IllegalArgumentException(
          "period " + period + " is not a divisor of 24 hours in whole seconds");
    }
    if (minRecords.isPresent() && minRecords.getAsInt() < 0) {
      throw new IllegalArgumentException("minRecords " + minRecords.getAsInt() + " is below 0");
    }
    if (maxRecords.isPresent() && maxRecords.getAsInt() < 1) {
      throw new IllegalArgumentException("maxRecords " + maxRecords.getAsInt() + " is below 1");
    }
    signatureInfos = signatureInfos.stream().distinct().toList();
    if (signatureInfos.size() > 10) {
      throw new IllegalArgumentException("more than 10 signature infos; devices accept no more");
    }
  }

  /** The batch window that the instant lies in. */
  public Window windowOf(Instant instant) {
    long seconds = period.toSeconds();
    long start = Math.floorDiv(instant.getEpochSecond(), seconds) * seconds;
    return new Window(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + seconds));
  }

  /** Whether batches are made at this instant (export-and-operations.md 4.2). */
  public boolean isActiveAt(Instant instant) {
    return from.isBefore(instant) && thru.map(instant::isBefore).orElse(true);
  }

  /** Input regions as they take effect: the output region where none is named. */
  public static List<Region> effectiveInputRegions(List<Region> named, String outputRegion) {
    return named.isEmpty() && !outputRegion.isBlank() ? List.of(new Region(outputRegion)) : named;
  }
}
