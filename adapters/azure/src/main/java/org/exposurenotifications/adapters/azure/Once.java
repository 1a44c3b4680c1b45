// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Made when first asked for, and again after it was forgotten. Thread-safe. */
final class Once<T> {
  private final Supplier<T> maker;
  private @Nullable T made;

  Once(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    @Nullable T known = made;
    if (known == null) {
      known = maker.get();
      made = known;
    }
    return known;
  }

  synchronized void forget() {
    made = null;
  }
}
