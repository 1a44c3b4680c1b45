// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations;

import org.exposurenotifications.core.violations.other.UsedByKeyUtils;

/** A bad name; and one half of a cycle. */
public final class KeyUtils {
  private KeyUtils() {}

  public static String name() {
    return UsedByKeyUtils.NAME.strip();
  }
}
