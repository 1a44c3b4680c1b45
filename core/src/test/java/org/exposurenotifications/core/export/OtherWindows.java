// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.exposurenotifications.ports.export.HeldWindow;
import org.exposurenotifications.ports.export.WindowStore;

/** Windows that close otherwise, or are held. */
record OtherWindows(WindowStore sound, UnaryOperator<Instant> closing, List<HeldWindow> held)
    implements WindowStore {
  @Override
  public Instant closeBefore(Instant until) {
    return closing.apply(until);
  }

  @Override
  public Optional<Instant> closedUntil() {
    return sound.closedUntil();
  }

  @Override
  public List<HeldWindow> held(Instant until) {
    return held;
  }

  @Override
  public int reopen(Instant now, Instant until) {
    return sound.reopen(now, until);
  }
}
