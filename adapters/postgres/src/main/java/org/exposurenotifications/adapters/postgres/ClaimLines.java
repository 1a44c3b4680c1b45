// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.exposurenotifications.ports.PortFailure;

/**
 * Callers wait in one line for each of their claims, and are ready once they are first in all of
 * them. So at most one caller at a time has a claim; callers with a claim in common go one after
 * the other, in the order of their arrival, and hold up nobody else. Each caller waits only for
 * earlier ones, so there is no deadlock. Not thread-safe.
 */
final class ClaimLines<T, R> {
  private final int longest;
  private final Map<Object, Queue<Waiting<T, R>>> lines = new HashMap<>();
  private final Queue<Waiting<T, R>> ready = new ArrayDeque<>();
  private int waiting;

  /**
   * @param longest callers in line for one claim, the one at work included; 1 or more
   */
  ClaimLines(int longest) {
    this.longest = longest;
  }

  /**
   * @throws PortFailure.Transient if a line is full; then the caller is in none
   */
  void join(Waiting<T, R> caller) {
    for (Object claim : caller.claims) {
      Queue<Waiting<T, R>> line = lines.get(claim);
      if (line != null && line.size() >= longest) {
        throw new PortFailure.Transient(
            "Cannot add keys: " + longest + " uploads of one of them are under way already", null);
      }
    }
    for (Object claim : caller.claims) {
      Queue<Waiting<T, R>> line = lines.computeIfAbsent(claim, _ -> new ArrayDeque<>(1));
      line.add(caller);
      if (line.size() > 1) {
        caller.linesBlocked++;
      }
    }
    if (caller.linesBlocked == 0) {
      ready.add(caller);
    }
    waiting++;
  }

  /** How many were not yet {@link #next}. */
  int waiting() {
    return waiting;
  }

  /** How many could go now. */
  int ready() {
    return ready.size();
  }

  /**
   * Those that are ready, longest first. They keep their places until they leave.
   *
   * @param most of them; 1 or more
   */
  List<Waiting<T, R>> next(int most) {
    List<Waiting<T, R>> next = new ArrayList<>();
    while (next.size() < most && !ready.isEmpty()) {
      next.add(ready.remove());
    }
    waiting -= next.size();
    return next;
  }

  /** Lets those behind move up. */
  void leave(Collection<Waiting<T, R>> served) {
    for (Waiting<T, R> caller : served) {
      for (Object claim : caller.claims) {
        leave(claim);
      }
    }
  }

  private void leave(Object claim) {
    Queue<Waiting<T, R>> line = lines.get(claim);
    if (line == null) {
      throw new IllegalStateException("a caller left that was in no line");
    }
    line.remove();
    Waiting<T, R> first = line.peek();
    if (first == null) {
      lines.remove(claim);
    } else if (--first.linesBlocked == 0) {
      ready.add(first);
    }
  }
}
