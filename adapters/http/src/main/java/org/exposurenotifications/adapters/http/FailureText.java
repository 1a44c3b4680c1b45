// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.function.Function;
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
    return chain(
        failure,
        cause ->
            cause instanceof PortFailure ? type(cause) + ": " + cause.getMessage() : type(cause));
  }

  /** For failures that name what a client asked for. */
  static String withoutMessages(Throwable failure) {
    return chain(failure, FailureText::type);
  }

  private static String chain(Throwable failure, Function<Throwable, String> what) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST)
        .map(cause -> what.apply(cause) + place(cause.getStackTrace()))
        .collect(Collectors.joining("; caused by "));
  }

  private static String type(Throwable failure) {
    return failure.getClass().getName();
  }

  private static String place(StackTraceElement[] stack) {
    return stack.length == 0 ? "" : " at " + stack[0];
  }
}
