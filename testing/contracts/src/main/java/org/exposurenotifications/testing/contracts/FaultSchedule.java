// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.util.Optional;
import java.util.function.Predicate;

/** Counts requests, and says which to spoil and how. Thread-safe. */
public final class FaultSchedule implements FaultSource {
  private Optional<Fault> fault = Optional.empty();
  private int passing;
  private int left;
  private int spoiled;

  @Override
  public synchronized void inject(Fault newFault, int after, int times) {
    fault = Optional.of(newFault);
    passing = after;
    left = times;
    spoiled = 0;
  }

  @Override
  public synchronized void clear() {
    fault = Optional.empty();
  }

  @Override
  public synchronized int spoiled() {
    return spoiled;
  }

  /** To be asked once for each request. */
  public Optional<Fault> next() {
    return next(_ -> true);
  }

  /**
   * To be asked once for each request.
   *
   * @param applies whether the request can be spoiled so; if not, it passes and is not counted
   */
  public synchronized Optional<Fault> next(Predicate<Fault> applies) {
    if (fault.filter(applies).isEmpty() || left == 0) {
      return Optional.empty();
    }
    if (passing > 0) {
      passing--;
      return Optional.empty();
    }
    left--;
    spoiled++;
    return fault;
  }
}
