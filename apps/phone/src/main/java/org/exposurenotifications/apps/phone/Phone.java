// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * The keys of a phone and what it sends: a new key each UTC day, kept for 14 days
 * (verification-and-phone.md 14). The same random numbers give the same phone. Not thread-safe.
 */
public final class Phone {
  private static final int CALIBRATED_WELL = 3;
  private static final int KEPT_INTERVALS = 14 * IntervalNumber.PER_DAY;

  private final RandomGenerator random;
  private final Metadata metadata;
  private final List<TemporaryExposureKey> keys = new ArrayList<>();
  private final SightingLog heard = new SightingLog();

  /**
   * @param txPower in dBm, -50 to 20
   */
  public Phone(RandomGenerator random, int txPower) {
    this.random = random;
    this.metadata = new Metadata(CALIBRATED_WELL, txPower);
  }

  /** What it sends at this moment: identifier and metadata, 20 bytes. */
  public Bytes broadcast(Instant now) {
    IntervalNumber interval = IntervalNumber.at(now);
    KeySchedule schedule = new KeySchedule(keyAt(interval).keyData());
    Bytes identifier = schedule.identifier(interval);
    Bytes sealed = schedule.crypt(identifier, metadata.encode());
    byte[] payload = Arrays.copyOf(identifier.toByteArray(), identifier.length() + sealed.length());
    System.arraycopy(sealed.toByteArray(), 0, payload, identifier.length(), sealed.length());
    return Bytes.of(payload);
  }

  /** What it heard, for {@link Matcher}. */
  public SightingLog heard() {
    return heard;
  }

  /**
   * The keys to publish, oldest first. Today's key ends with the present interval; what is sent
   * after that is of a new key.
   */
  public List<TemporaryExposureKey> share(Instant now) {
    IntervalNumber interval = IntervalNumber.at(now);
    forgetBefore(interval);
    TemporaryExposureKey today = keyAt(interval);
    int used = interval.value() - today.rollingStart().value() + 1;
    keys.removeLast();
    keys.add(new TemporaryExposureKey(today.keyData(), today.rollingStart(), used));
    return List.copyOf(keys);
  }

  private TemporaryExposureKey keyAt(IntervalNumber interval) {
    if (keys.isEmpty() || keys.getLast().end().compareTo(interval) <= 0) {
      byte[] keyData = new byte[TemporaryExposureKey.LENGTH];
      random.nextBytes(keyData);
      int midnight = interval.value() - interval.value() % IntervalNumber.PER_DAY;
      keys.add(
          new TemporaryExposureKey(
              Bytes.of(keyData), new IntervalNumber(midnight), IntervalNumber.PER_DAY));
      forgetBefore(interval);
    }
    return keys.getLast();
  }

  private void forgetBefore(IntervalNumber interval) {
    keys.removeIf(key -> key.end().plus(KEPT_INTERVALS).compareTo(interval) < 0);
  }
}
