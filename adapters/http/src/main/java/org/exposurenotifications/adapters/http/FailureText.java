// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;

/**
 * Describes a failure for the log by types and places. Messages are left out, for they may hold
 * anything; those of {@link PortFailure} are made to be shown.
 */
final class FailureText {
  private static final int DEEPEST = 5;

  private FailureText() {}

  static String of(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST)
        .map(FailureText::one)
        .collect(Collectors.joining("; caused by "));
  }

  private static String one(Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    String what =
        failure instanceof PortFailure
            ? failure.getClass().getName() + ": " + failure.getMessage()
            : failure.getClass().getName();
    return stack.length == 0 ? what : what + " at " + stack[0];
  }
}
