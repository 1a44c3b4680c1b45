// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

/** What may go wrong with a port call. */
enum Fault {
  /** The process ends before the call takes effect. */
  CRASH_BEFORE,
  /** The process ends after the call took effect. */
  CRASH_AFTER,
  /** The call fails without effect. */
  TRANSIENT,
  /** The call takes effect, and fails all the same. */
  LOST_ANSWER,
  /** The call takes minutes: longer than a lease. */
  STALL
}
