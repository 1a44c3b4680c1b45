// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Region;

/**
 * Keys that are alike in all but the key itself.
 *
 * @param createdAt beginning of their publish window
 * @param rollingPeriod in intervals
 * @param count 1 or more
 */
public record KeyGroup(
    Instant createdAt,
    NavigableSet<Region> regions,
    boolean traveler,
    IntervalNumber rollingStart,
    int rollingPeriod,
    Diagnosis diagnosis,
    long count) {
  public KeyGroup {
    regions = Collections.unmodifiableNavigableSet(new TreeSet<>(regions));
  }
}
