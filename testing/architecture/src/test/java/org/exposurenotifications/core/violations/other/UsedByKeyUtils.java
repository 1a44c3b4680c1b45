// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations.other;

import org.exposurenotifications.core.violations.KeyUtils;

/** The other half. */
public final class UsedByKeyUtils {
  public static final String NAME = String.valueOf(2);

  private UsedByKeyUtils() {}

  static String again() {
    return KeyUtils.name();
  }
}
