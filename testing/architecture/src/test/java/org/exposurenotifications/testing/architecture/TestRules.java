// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What tests may do; checked over all modules' tests and the contracts. */
final class TestRules {
  private static final DescribedPredicate<JavaMethod> TESTS =
      describe(
          "are tests",
          method ->
              method.isAnnotatedWith("org.junit.jupiter.api.Test")
                  || method.isMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable"));

  static final ArchRule TESTS_ARE_NEVER_DISABLED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("org\\.junit\\.jupiter\\.api\\.(Disabled|condition\\..*)")
          .because("a test that does not run proves nothing: repair it, or delete it");

  static final ArchRule TESTS_ASSUME_NOTHING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(Assumptions|BDDAssumptions|TestAbortedException)")
          .because("a skipped test looks green: bring what it needs, or let it fail");

  static final ArchRule TESTS_DO_NOT_SLEEP =
      noClasses()
          .that(
              describe(
                  "are not listed",
                  (JavaClass type) -> !Exceptions.SLEEPING_TESTS.containsKey(type.getName())))
          .should()
          .accessTargetWhere(
              describe(
                  "put a thread to sleep",
                  access -> calls(access, "sleep", Thread.class, TimeUnit.class)))
          .because("sleeping is slow and hopes for luck: set the clock, or wait for the event");

  static final ArchRule RANDOM_TESTS_REPEAT_THEMSELVES =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .because("a failure has to come back: give the Random a seed");

  static final ArchRule TEST_NAMES_ARE_SENTENCES =
      noMethods()
          .that(TESTS)
          .should()
          .haveNameMatching("(test|should)[A-Z0-9_].*|.*_.*")
          .because("the name says what is true: deletingAMissingObjectIsANoOp");

  static final ArchRule TESTS_ARE_PACKAGE_PRIVATE =
      methods()
          .that(TESTS)
          .and()
          .areDeclaredInClassesThat(
              describe("are classes", (JavaClass type) -> !type.isInterface()))
          .should()
          .notHaveModifier(JavaModifier.PUBLIC)
          .because("JUnit needs no more: leave the modifier out");

  private TestRules() {}

  private static boolean calls(JavaAccess<?> access, String method, Class<?>... owners) {
    return access.getTarget().getName().equals(method)
        && Arrays.stream(owners).anyMatch(access.getTargetOwner()::isEquivalentTo);
  }
}
