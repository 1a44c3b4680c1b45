// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import java.io.IOException;
import org.exposurenotifications.ports.PortFailure;
import org.jspecify.annotations.Nullable;

/** Makes a thing when it is first asked for, and again only if that failed. Thread-safe. */
final class Lazy<T> implements AutoCloseable {
  /** Makes the thing. */
  @FunctionalInterface
  interface Source<T> {
    T make() throws IOException;
  }

  private final String complaint;
  private final Source<T> source;
  private @Nullable T made;
  private boolean closed;

  /**
   * @param complaint what to say when it cannot be made
   */
  Lazy(String complaint, Source<T> source) {
    this.complaint = complaint;
    this.source = source;
  }

  synchronized T get() {
    if (closed) {
      throw new PortFailure.Permanent("the platform is closed: make another", null);
    }
    T thing = made;
    if (thing == null) {
      thing = make();
      made = thing;
    }
    return thing;
  }

  private T make() {
    try {
      return source.make();
    } catch (IOException e) {
      throw new PortFailure.Permanent(complaint, e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (made instanceof AutoCloseable open) {
      made = null;
      close(open);
    }
  }

  private void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      throw new PortFailure.Transient("a client did not close", e);
    }
  }
}
