// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.jspecify.annotations.Nullable;

/** Finds {@code @Nullable} in signatures, which bytecode readers do not see. */
final class Nulls {
  private Nulls() {}

  static Stream<String> in(JavaClass type) {
    if (type.isAssignableTo(PortFailure.class)) {
      return Stream.empty(); // its cause may be absent, as that of any exception
    }
    Class<?> reflected = type.reflect();
    return Stream.concat(
            Arrays.stream(reflected.getDeclaredMethods()),
            Arrays.stream(reflected.getDeclaredConstructors()))
        .filter(member -> !Modifier.isPrivate(member.getModifiers()) && !member.isSynthetic())
        .filter(member -> signature(member).anyMatch(Nulls::mayBeNull))
        .map(member -> type.getName() + "." + member.getName() + " takes or returns null");
  }

  private static Stream<AnnotatedType> signature(Executable member) {
    return Stream.concat(
        Arrays.stream(member.getAnnotatedParameterTypes()),
        Stream.of(member.getAnnotatedReturnType()));
  }

  private static boolean mayBeNull(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class)
        || (type instanceof AnnotatedParameterizedType generic
            && Arrays.stream(generic.getAnnotatedActualTypeArguments()).anyMatch(Nulls::mayBeNull));
  }
}
