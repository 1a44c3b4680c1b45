// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

/** Ends a process in order when it is asked to, by SIGTERM or Ctrl-C. */
public final class Shutdown {
  private Shutdown() {}

  /** Closes the parts one after the other, each whatever becomes of the one before. */
  public static void whenAsked(AutoCloseable... parts) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(parts), "shutdown"));
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
