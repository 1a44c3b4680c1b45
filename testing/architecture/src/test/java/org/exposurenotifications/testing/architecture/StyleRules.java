// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names, visibility, and the shape of classes. */
final class StyleRules {
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  /** By the simple name of the interface. */
  private static final Map<String, String> NAME_LAW =
      Map.of("KeyRule", "Drop|Adjust", "RequestRule", "Reject");

  static final ArchRule NAMES_SAY_WHAT =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveNameMatching(".*(Utils?|Helper|Manager)")
          .orShould()
          .haveNameMatching(".*[.$](Abstract|I[A-Z][a-z]).*")
          .because("a name says what a thing does: technology + port, a verb phrase, or a noun");

  static final ArchRule CLASSES_ARE_FINAL =
      classes()
          .that(describe("are plain classes", StyleRules::isPlainClass))
          .should()
          .haveModifier(JavaModifier.FINAL)
          .because("nothing here is made to be extended: mark it final, or seal an interface");

  static final ArchRule PUBLIC_ONLY_IF_USED =
      classes()
          .that()
          .resideInAnyPackage(Project.CORE, Project.APPS, Project.HTTP)
          .and()
          .areTopLevelClasses()
          .and()
          .arePublic()
          .should(Conditions.haveNone("be used by another package", Visibility::neededInsideOnly))
          .because("what is public is promised: leave it package-private");

  static final ArchRule USE_CASES_DO_ONE_THING =
      classes()
          .that()
          .resideInAPackage(Project.CORE)
          .and(describe("are use cases", StyleRules::isInjected))
          .and()
          .arePublic()
          .should(Conditions.haveNone("have one public method", StyleRules::otherThanOneMethod))
          .because("a use case is a verb phrase and its one method: the second is a second class");

  static final ArchRule USE_CASES_DO_NOT_CHANGE =
      fields()
          .that()
          .areDeclaredInClassesThat(
              JavaClass.Predicates.resideInAPackage(Project.CORE)
                  .and(describe("are injected", StyleRules::isInjected)))
          .should()
          .beFinal()
          .because("one instance serves every request: hand state from call to call");

  static final ArchRule RULES_SAY_WHAT_THEY_DO =
      classes()
          .that()
          .resideInAPackage(Project.CORE)
          .and(describe("are rules for keys", type -> !lawOf(type).isEmpty()))
          .should(Conditions.haveNone("be named by what they do", StyleRules::lawlessName))
          .because(
              "the name tells what becomes of a key: Drop leaves it out, Adjust changes it, and"
                  + " Reject refuses the request");

  static final ArchRule RECORDS_COPY_THEIR_COLLECTIONS =
      classes()
          .that()
          .resideInAnyPackage(Project.PORTS, Project.CORE)
          .and()
          .arePublic()
          .and(describe("are records", JavaClass::isRecord))
          .should(Conditions.haveNone("copy their collections", StyleRules::uncopied))
          .because(
              "a value never changes: copy each in the compact constructor, as List.copyOf does");

  static final ArchRule NO_CYCLES = withoutCycles();

  private StyleRules() {}

  private static ArchRule withoutCycles() {
    SliceRule rule = slices().matching(Project.ROOT + ".(**)").should().beFreeOfCycles();
    for (String user : Exceptions.CYCLES.keySet()) {
      rule = rule.ignoreDependency(name(user), DescribedPredicate.alwaysTrue());
    }
    return rule.because("two packages that need each other are one: move what both need");
  }

  private static boolean isPlainClass(JavaClass type) {
    return !type.isInterface()
        && !type.isEnum()
        && !type.isRecord()
        && !type.isAnonymousClass()
        && !type.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  private static String lawOf(JavaClass type) {
    return type.getRawInterfaces().stream()
        .map(rule -> NAME_LAW.getOrDefault(rule.getSimpleName(), ""))
        .collect(Collectors.joining());
  }

  private static Stream<String> lawlessName(JavaClass rule) {
    return rule.getSimpleName().matches("(" + lawOf(rule) + ")[A-Z].*")
        ? Stream.empty()
        : Stream.of(rule.getName() + " does not begin with " + lawOf(rule));
  }

  private static boolean isInjected(JavaClass type) {
    return type.getConstructors().stream()
        .anyMatch(constructor -> constructor.isAnnotatedWith("jakarta.inject.Inject"));
  }

  private static Stream<String> otherThanOneMethod(JavaClass useCase) {
    var methods =
        useCase.getMethods().stream()
            .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .map(JavaMethod::getName)
            .filter(name -> !OF_EVERY_OBJECT.contains(name))
            .sorted()
            .toList();
    return methods.size() == 1 || Exceptions.NOT_USE_CASES.containsKey(useCase.getName())
        ? Stream.empty()
        : Stream.of(useCase.getName() + " has the public methods " + methods);
  }

  private static Stream<String> uncopied(JavaClass type) {
    long collections = type.getFields().stream().filter(StyleRules::isCollection).count();
    long copies = type.getConstructors().stream().mapToLong(StyleRules::copies).max().orElse(0);
    return copies >= collections
        ? Stream.empty()
        : Stream.of(
            "%s copies %s of its %s collections".formatted(type.getName(), copies, collections));
  }

  private static boolean isCollection(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.STATIC)
        && (field.getRawType().isAssignableTo(Collection.class)
            || field.getRawType().isAssignableTo(Map.class));
  }

  private static long copies(JavaConstructor constructor) {
    return constructor.getMethodCallsFromSelf().stream()
        .filter(call -> call.getName().matches("copyOf|unmodifiable\\w+|toList"))
        .count();
  }
}
