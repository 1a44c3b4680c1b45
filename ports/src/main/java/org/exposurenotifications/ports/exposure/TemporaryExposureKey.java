// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import org.exposurenotifications.ports.Bytes;

/**
 * A validated temporary exposure key (TEK) and when it was in use.
 *
 * @param keyData 16 bytes
 * @param rollingStart the first interval of its use
 * @param rollingPeriod how many intervals it was in use, 1 to 144
 */
public record TemporaryExposureKey(Bytes keyData, IntervalNumber rollingStart, int rollingPeriod) {
  public static final int LENGTH = 16;

  /**
   * @throws IllegalArgumentException if a component is out of its range
   */
  public TemporaryExposureKey {
    if (keyData.length() != LENGTH) {
      throw new IllegalArgumentException("key of " + keyData.length() + " bytes");
    }
    if (rollingPeriod < 1 || rollingPeriod > IntervalNumber.PER_DAY) {
      throw new IllegalArgumentException("rolling period " + rollingPeriod);
    }
  }

  /** The first interval after its use. */
  public IntervalNumber end() {
    return rollingStart.plus(rollingPeriod);
  }
}
