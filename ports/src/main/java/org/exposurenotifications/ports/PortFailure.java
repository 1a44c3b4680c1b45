// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports;

import org.jspecify.annotations.Nullable;

/**
 * The outside world is broken: the only exception that crosses a port.
 *
 * <p>The message names the operation and a subject that is safe to log; it never holds a secret, a
 * key, or a database's or vendor's own text. That is in the cause.
 */
public abstract sealed class PortFailure extends RuntimeException {
  private PortFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** May pass by itself: the same call is worth a retry later. */
  public static final class Transient extends PortFailure {
    public Transient(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Stays until somebody changes something; the message says what. */
  public static final class Permanent extends PortFailure {
    public Permanent(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
