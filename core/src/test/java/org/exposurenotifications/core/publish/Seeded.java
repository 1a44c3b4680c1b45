// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** Randomness that repeats itself. */
final class Seeded {
  private Seeded() {}

  static SecureRandom secureRandom(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
