// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every method takes what should have been handed in. */
final class OutOfThinAir {
  private OutOfThinAir() {}

  static Instant clock() {
    return Instant.now();
  }

  static Supplier<Instant> clockByReference() {
    return Instant::now;
  }

  static long ticks() {
    return System.nanoTime();
  }

  static UUID randomness() {
    return UUID.randomUUID();
  }

  static @Nullable String environment() {
    return System.getenv("REGION");
  }

  static void process() {
    System.out.println("done");
  }

  static Locale defaults() {
    return Locale.getDefault();
  }

  @SuppressWarnings("StringCaseLocaleUsage")
  static String defaultCase(String name) {
    return name.toLowerCase();
  }
}
