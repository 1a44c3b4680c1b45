// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.exposurenotifications.ports.PortFailure;
import org.jspecify.annotations.Nullable;

/**
 * Holds the token: signs in on first use and again when the token has ended, and renews it before
 * that, whether it is in use or not. Thread-safe.
 */
final class VaultSession implements AutoCloseable {
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Runnable NOTHING = () -> {};

  private final VaultLogin login;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable VaultLease lease;
  private Runnable callOff = NOTHING;
  private boolean closed;

  /**
   * @param patience how long a caller waits for another that is signing in
   */
  VaultSession(VaultLogin login, InstantSource clock, Alarm alarm, Duration patience) {
    this.login = login;
    this.clock = clock;
    this.alarm = alarm;
    this.patience = patience;
  }

  /** A token that is good as far as anybody knows. */
  VaultLease current() {
    VaultLease known = lease;
    if (isGood(known)) {
      return known;
    }
    lockForSignIn();
    try {
      VaultLease meanwhile = lease;
      return isGood(meanwhile) ? meanwhile : keep(login.signIn());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Another token in the place of one that was refused.
   *
   * @return null if the refusal was not the token's fault, or there is no other
   */
  @Nullable VaultLease replace(VaultLease refused) {
    if (!login.isRepeatable() || login.isAlive(refused)) {
      return null;
    }
    lockForSignIn();
    try {
      if (refused.equals(lease)) {
        lease = null;
      }
    } finally {
      lock.unlock();
    }
    return current();
  }

  private boolean isGood(@Nullable VaultLease known) {
    return known != null && !known.isOver(clock.instant());
  }

  private void lockForSignIn() {
    try {
      if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new PortFailure.Transient("could not sign in to Vault: a sign-in takes too long", null);
  }

  /** Under the lock. */
  private VaultLease keep(VaultLease fresh) {
    lease = fresh;
    callOff.run();
    callOff = NOTHING;
    if (fresh.renewable() && !closed) {
      renewAt(fresh, fresh.renewal());
    }
    return fresh;
  }

  private void renewAt(VaultLease current, Instant time) {
    Duration wait = Duration.between(clock.instant(), time);
    callOff = alarm.set(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait, () -> renew(current));
  }

  private void renew(VaultLease current) {
    VaultLease renewed;
    try {
      renewed = login.renew(current);
    } catch (PortFailure.Transient _) {
      tryAgain(current);
      return;
    } catch (PortFailure.Permanent _) {
      // it lasts until its end; whoever comes then signs in again, and is told what is wrong
      return;
    }
    lock.lock();
    try {
      if (current.equals(lease)) {
        VaultLease _ = keep(renewed);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Halfway to the end, and so on. */
  private void tryAgain(VaultLease current) {
    lock.lock();
    try {
      Duration left = Duration.between(clock.instant(), current.end());
      if (current.equals(lease) && !closed && left.compareTo(SHORTEST_WAIT) > 0) {
        renewAt(current, clock.instant().plus(left.dividedBy(2)));
      }
    } finally {
      lock.unlock();
    }
  }

  /** No thread outlives it. */
  @Override
  public void close() {
    Runnable last;
    lock.lock();
    try {
      closed = true;
      last = callOff;
      callOff = NOTHING;
    } finally {
      lock.unlock();
    }
    last.run();
  }
}
