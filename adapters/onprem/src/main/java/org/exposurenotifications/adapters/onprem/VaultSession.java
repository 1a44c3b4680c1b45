// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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

  private final VaultLogin login;
  private final InstantSource clock;
  private final Alarm alarm;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable VaultLease lease;
  private Optional<Runnable> callOff = Optional.empty();
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
    return good()
        .orElseGet(() -> {
          lockForSignIn();
          try {
            return good().orElseGet(() -> keep(login.signIn()));
          } finally {
            lock.unlock();
          }
        });
  }

  /**
   * Another token in the place of one that was refused.
   *
   * @return empty if the refusal was not the token's fault, or there is no other
   */
  Optional<VaultLease> replace(VaultLease refused) {
    if (!login.isRepeatable() || login.isAlive(refused)) {
      return Optional.empty();
    }
    lockForSignIn();
    try {
      if (refused.equals(lease)) {
        lease = null;
      }
    } finally {
      lock.unlock();
    }
    return Optional.of(current());
  }

  private Optional<VaultLease> good() {
    return Optional.ofNullable(lease).filter(known -> !known.isOver(clock.instant()));
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
    callOff.ifPresent(Runnable::run);
    callOff = Optional.empty();
    if (fresh.renewable() && !closed) {
      renewAt(fresh, fresh.renewal());
    }
    return fresh;
  }

  private void renewAt(VaultLease current, Instant time) {
    Duration wait = Duration.between(clock.instant(), time);
    Duration least = wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
    callOff = Optional.of(alarm.set(least, () -> renew(current)));
  }

  private void renew(VaultLease current) {
    try {
      VaultLease renewed = login.renew(current);
      unlessReplaced(current, () -> keep(renewed));
    } catch (PortFailure.Transient _) {
      unlessReplaced(current, () -> tryAgain(current));
    } catch (PortFailure.Permanent _) {
      // it lasts until its end; whoever comes then signs in again, and is told what is wrong
    }
  }

  /** Halfway to the end, and so on. */
  private void tryAgain(VaultLease current) {
    Duration left = Duration.between(clock.instant(), current.end());
    if (!closed && left.compareTo(SHORTEST_WAIT) > 0) {
      renewAt(current, clock.instant().plus(left.dividedBy(2)));
    }
  }

  /** Interruptibly: whoever has the lock may be waiting for the end of this thread. */
  private void unlessReplaced(VaultLease current, Runnable change) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException _) {
      return;
    }
    try {
      if (current.equals(lease)) {
        change.run();
      }
    } finally {
      lock.unlock();
    }
  }

  /** No thread outlives it. */
  @Override
  public void close() {
    Optional<Runnable> last;
    lock.lock();
    try {
      closed = true;
      last = callOff;
      callOff = Optional.empty();
    } finally {
      lock.unlock();
    }
    last.ifPresent(Runnable::run);
  }
}
