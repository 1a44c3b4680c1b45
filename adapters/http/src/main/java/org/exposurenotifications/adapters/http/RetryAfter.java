// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.random.RandomGenerator;

/** When to come back; drawn, so that clients do not come back all at once. */
final class RetryAfter {
  private static final int MIN_SECONDS = 5;
  private static final int MAX_SECONDS = 30;

  private RetryAfter() {}

  /** The value of a {@code Retry-After} header. */
  static String draw(RandomGenerator random) {
    return Integer.toString(random.nextInt(MIN_SECONDS, MAX_SECONDS + 1));
  }
}
