// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * Finds out whom a phone has met (verification-and-phone.md 14.6). Not thread-safe.
 *
 * <p>Files are taken in the order of their publication, verified before. Taking one twice changes
 * nothing.
 */
public final class Matcher {
  private static final int KEPT_INTERVALS = 14 * IntervalNumber.PER_DAY;

  private final ContactFinder finder;
  private final Map<Bytes, KnownKey> known = new LinkedHashMap<>();

  /**
   * @param heard what the phone has heard; may grow later
   */
  public Matcher(SightingLog heard) {
    this.finder = new ContactFinder(heard);
  }

  /** Goes on where another matcher stopped. */
  public Matcher(SightingLog heard, Collection<KnownKey> known) {
    this(heard);
    known.forEach(each -> this.known.put(each.key().keyData(), each));
  }

  /** Takes a file's keys, then its revised keys; those older than 14 days are ignored. */
  public void take(ExportFile file, Instant now) {
    IntervalNumber interval = IntervalNumber.at(now);
    known.values().removeIf(each -> isOld(each.key(), interval));
    file.keys().forEach(key -> take(key, interval));
    file.revisedKeys().forEach(key -> take(key, interval));
  }

  /** All windows with keys that are not revoked, by date. */
  public List<ExposureWindow> windows() {
    List<ExposureWindow> windows = new ArrayList<>();
    for (KnownKey each : known.values()) {
      if (each.reportType() != FileReportType.REVOKED) {
        windows.addAll(WindowBuilder.windows(finder.contacts(each.key()), each.reportType()));
      }
    }
    windows.sort(Comparator.comparing(ExposureWindow::date));
    return List.copyOf(windows);
  }

  /** For another matcher to go on with. */
  public List<KnownKey> known() {
    return List.copyOf(known.values());
  }

  private void take(FileKey fileKey, IntervalNumber now) {
    Optional<TemporaryExposureKey> readable = readable(fileKey);
    if (readable.isEmpty()
        || isOld(readable.get(), now)
        || fileKey.reportType() == FileReportType.RECURSIVE) {
      return;
    }
    TemporaryExposureKey key = readable.get();
    KnownKey before = known.get(key.keyData());
    if (before != null) {
      if (before.key().equals(key)) {
        known.put(key.keyData(), before.revisedTo(fileKey.reportType()));
      }
    } else if (fileKey.reportType() == FileReportType.REVOKED || finder.mayHaveMet(key)) {
      known.put(key.keyData(), new KnownKey(key, fileKey.reportType(), false));
    }
  }

  private static Optional<TemporaryExposureKey> readable(FileKey key) {
    try {
      return Optional.of(
          new TemporaryExposureKey(
              key.keyData(), new IntervalNumber(key.rollingStart()), key.rollingPeriod()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static boolean isOld(TemporaryExposureKey key, IntervalNumber now) {
    long forgotten = (long) key.rollingStart().value() + key.rollingPeriod() + KEPT_INTERVALS;
    return forgotten < now.value();
  }
}
