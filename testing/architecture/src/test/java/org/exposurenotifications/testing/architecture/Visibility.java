// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.stream.Stream;

/** Finds what is public without need. */
final class Visibility {
  private Visibility() {}

  static Stream<String> neededInsideOnly(JavaClass type) {
    return startsAProgram(type)
            || usedOutside(type)
            || promisedByAnother(type)
            || Exceptions.PUBLIC_FOR_CALLERS.containsKey(type.getName())
        ? Stream.empty()
        : Stream.of(type.getName() + " is public, but only its own package uses it");
  }

  private static boolean startsAProgram(JavaClass type) {
    return type.getMethods().stream().anyMatch(method -> method.getName().equals("main"));
  }

  /** Or a type in it, such as an alternative of a sealed interface. */
  private static boolean usedOutside(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(each -> isOrIsInside(each, type))
        .flatMap(each -> each.getDirectDependenciesToSelf().stream())
        .map(dependency -> dependency.getOriginClass().getPackageName())
        .anyMatch(user -> !user.equals(type.getPackageName()));
  }

  /** A public member of another public type takes or returns it. */
  private static boolean promisedByAnother(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(each -> isPublic(each) && !isOrIsInside(each, type))
        .flatMap(each -> each.getCodeUnits().stream())
        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
        .flatMap(Visibility::signature)
        .anyMatch(spoken -> spoken.getAllInvolvedRawTypes().contains(type));
  }

  private static Stream<JavaType> signature(JavaCodeUnit member) {
    return Stream.concat(Stream.of(member.getReturnType()), member.getParameterTypes().stream());
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(Visibility::isPublic).orElse(true);
  }

  private static boolean isOrIsInside(JavaClass each, JavaClass type) {
    return each.equals(type)
        || each.getEnclosingClass().map(around -> isOrIsInside(around, type)).orElse(false);
  }
}
