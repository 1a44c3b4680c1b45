// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;

/** Does something once, later, on another thread. */
@FunctionalInterface
interface Alarm {
  /**
   * @return calls it off; called on another thread than the action's, it waits for its end
   */
  Runnable set(Duration delay, Runnable action);

  /** A thread for each alarm, which keeps no process alive. */
  static Alarm onItsOwnThread() {
    return (delay, action) -> {
      Thread thread = Thread.ofVirtual().name("vault-renewal").start(() -> await(delay, action));
      return () -> stop(thread);
    };
  }

  private static void await(Duration delay, Runnable action) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException _) {
      return;
    }
    action.run();
  }

  private static void stop(Thread thread) {
    if (thread == Thread.currentThread()) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
