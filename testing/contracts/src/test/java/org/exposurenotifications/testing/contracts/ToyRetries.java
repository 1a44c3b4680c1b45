// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.exposurenotifications.ports.PortFailure;

/** Tries again what may pass, a little later each time, until its time is up. */
class ToyRetries {
  interface Attempt<T> {
    T run() throws IOException, InterruptedException;
  }

  <T> T run(String subject, Attempt<T> attempt) {
    long end = System.nanoTime() + deadline().toNanos();
    Duration pause = firstPause();
    while (true) {
      PortFailure failure;
      try {
        return attempt.run();
      } catch (ToyRefusal e) {
        failure = failureOf(subject, e);
      } catch (IOException e) {
        failure = new PortFailure.Transient("cannot reach the server for " + subject, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
      if (failure instanceof PortFailure.Permanent || System.nanoTime() + pause.toNanos() > end) {
        throw failure;
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = pause.multipliedBy(2);
    }
  }

  Duration deadline() {
    return Duration.ofMillis(800);
  }

  Duration firstPause() {
    return Duration.ofMillis(20);
  }

  PortFailure failureOf(String subject, ToyRefusal refusal) {
    return refusal.status == 403 || refusal.status == 401
        ? new PortFailure.Permanent("no access to " + subject, refusal)
        : new PortFailure.Transient("the server has no answer about " + subject, refusal);
  }

  /** The server's own words. */
  static final class ToyRefusal extends IOException {
    final int status;

    ToyRefusal(int status, String message) {
      super(message);
      this.status = status;
    }
  }
}
