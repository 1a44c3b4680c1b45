// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

/** Ends a process in order when it is asked to, by SIGTERM or Ctrl-C. */
public final class Shutdown {
  /** What {@code -XX:+ExitOnOutOfMemoryError} ends with. */
  private static final int OUT_OF_ORDER = 3;

  private Shutdown() {}

  /** Closes the parts one after the other, each whatever becomes of the one before. */
  public static void whenAsked(AutoCloseable... parts) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(parts), "shutdown"));
  }

  /**
   * Begins to end the process as one that is out of memory ends, so that it is started again. The
   * caller goes on meanwhile: parts that close wait for it.
   */
  public static void afterAnError() {
    var _ = Thread.ofPlatform().name("exit").start(() -> System.exit(OUT_OF_ORDER));
  }

  private static void close(AutoCloseable... parts) {
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception failure) {
        System.err.println("keyserver: while stopping: " + failure.getMessage());
      }
    }
  }
}
