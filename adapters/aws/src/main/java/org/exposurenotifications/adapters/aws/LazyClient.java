// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A client that is made on first use. Thread-safe. */
final class LazyClient<T extends SdkAutoCloseable> implements AutoCloseable {
  private final Supplier<T> maker;
  private @Nullable T client;

  LazyClient(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T get() {
    T made = client;
    if (made == null) {
      made = maker.get();
      client = made;
    }
    return made;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
