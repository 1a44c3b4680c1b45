// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds times that are numbers in signatures, by their names. */
final class Times {
  private static final Pattern NAME_OF_A_TIME =
      Pattern.compile("(?i).*(nanos|micros|millis|seconds|minutes|hours|timestamp)");

  private Times() {}

  static Stream<String> in(JavaClass type) {
    return Arrays.stream(type.reflect().getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .flatMap(Times::in);
  }

  private static Stream<String> in(Method method) {
    String name = method.getDeclaringClass().getName() + "." + method.getName();
    return Stream.concat(
        Stream.of(method.getReturnType())
            .filter(result -> isTime(result, method.getName()))
            .map(result -> name + " is a time of type " + result),
        Arrays.stream(method.getParameters())
            .filter(parameter -> isTime(parameter.getType(), parameter.getName()))
            .map(parameter -> name + " takes the time " + parameter));
  }

  private static boolean isTime(Class<?> type, String name) {
    return type.isPrimitive() && NAME_OF_A_TIME.matcher(name).matches();
  }
}
