// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

import java.time.Duration;

/**
 * How far clocks may differ.
 *
 * @param maxSkew between a process and its database; positive
 */
public record ClockSettings(Duration maxSkew) {
  public static final ClockSettings DEFAULT = new ClockSettings(Duration.ofMinutes(2));
}
