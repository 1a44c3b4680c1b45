// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.fuzz;

import java.io.ByteArrayOutputStream;

/** Leaves out what a failure does not need. */
final class Reduction {
  private Reduction() {}

  /**
   * @return an input that fails in the same way, from which no piece that was tried can be left out
   */
  static byte[] of(byte[] input, Trial trial, Throwable failure) {
    byte[] smallest = input;
    for (int piece = Math.max(1, input.length / 2); piece >= 1; piece /= 2) {
      int at = 0;
      while (at < smallest.length) {
        byte[] shorter = without(smallest, at, Math.min(smallest.length, at + piece));
        boolean fails = trial.failure(shorter).filter(other -> isSame(other, failure)).isPresent();
        if (fails) {
          smallest = shorter;
        } else {
          at += piece;
        }
      }
    }
    return smallest;
  }

  private static boolean isSame(Throwable one, Throwable other) {
    return one.getClass() == other.getClass();
  }

  private static byte[] without(byte[] input, int from, int to) {
    var out = new ByteArrayOutputStream(input.length);
    out.write(input, 0, from);
    out.write(input, to, input.length - to);
    return out.toByteArray();
  }
}
