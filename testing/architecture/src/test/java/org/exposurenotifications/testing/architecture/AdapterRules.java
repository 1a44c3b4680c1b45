// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Platform;

/** How adapters of ports look from outside. */
final class AdapterRules {
  /** A platform, or its stores, and a config. */
  static final int PUBLIC_TYPES = 2;

  private static final DescribedPredicate<JavaClass> DRIVEN =
      JavaClass.Predicates.resideInAPackage(Project.ADAPTERS)
          .and(JavaClass.Predicates.resideOutsideOfPackage(Project.HTTP))
          .as("driven adapters");

  private static final DescribedPredicate<JavaClass> IMPLEMENTS_A_PORT =
      describe(
          "implement a port",
          type ->
              type.getAllRawInterfaces().stream()
                  .anyMatch(JavaClass.Predicates.resideInAPackage(Project.PORTS)));

  static final ArchRule WORKERS_STAY_INSIDE =
      noClasses()
          .that(DRIVEN)
          .and(IMPLEMENTS_A_PORT)
          .and()
          .areNotAssignableTo(Platform.class)
          .and(
              describe(
                  "are not listed",
                  (JavaClass type) -> !Exceptions.PUBLIC_WORKERS.containsKey(type.getName())))
          .should()
          .bePublic()
          .because(
              "callers see the port: leave it package-private and hand it out by the platform");

  static final ArchRule FEW_PUBLIC_TYPES =
      classes()
          .that(DRIVEN)
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .and(
              describe(
                  "are not excused",
                  (JavaClass type) -> !Exceptions.PUBLIC_BESIDES.containsKey(type.getName())))
          .should(new FewInEachAdapter())
          .because("an adapter is a platform or its stores, and a config: hide the rest");

  static final ArchRule ADAPTERS_PASS_THE_CONTRACTS =
      classes()
          .that(DRIVEN)
          .and(IMPLEMENTS_A_PORT)
          .should(Conditions.haveNone("pass the contract of their port", AdapterRules::untested))
          .because("the contract is what the port promises: implement it in a test class");

  static final ArchRule FAILURES_ARE_THE_PORTS_OWN =
      noClasses()
          .that(DRIVEN)
          .and(modifier(JavaModifier.PUBLIC))
          .should()
          .beAssignableTo(Throwable.class)
          .because("no other exception crosses a port: throw a PortFailure");

  private AdapterRules() {}

  private static Stream<String> untested(JavaClass adapter) {
    return adapter.getAllRawInterfaces().stream()
        .map(PortRules::contractOf)
        .filter(Project.PRODUCTION::contain)
        .filter(contract ->
            Project.TESTS.stream()
                .filter(test -> isTestBeside(adapter, test))
                .noneMatch(test -> test.isAssignableTo(contract)))
        .map(contract -> "no test of " + adapter.getName() + " is a " + contract);
  }

  /** JUnit runs these; what is nested in a test may be an adapter that is broken on purpose. */
  private static boolean isTestBeside(JavaClass adapter, JavaClass test) {
    return test.isTopLevelClass()
        && test.getSimpleName().endsWith("Test")
        && module(test).equals(module(adapter));
  }

  private static String module(JavaClass type) {
    return type.getPackageName().replaceFirst("(\\.adapters\\.\\w+).*", "$1");
  }

  /** Counts by module. */
  private static final class FewInEachAdapter extends ArchCondition<JavaClass> {
    private final Map<String, Set<String>> publicTypes = new TreeMap<>();

    FewInEachAdapter() {
      super("be at most " + PUBLIC_TYPES + " in each");
    }

    @Override
    public void init(Collection<JavaClass> all) {
      publicTypes.clear();
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      String adapter = type.getPackageName().split("\\.", -1)[3];
      publicTypes.computeIfAbsent(adapter, _ -> new TreeSet<>()).add(type.getSimpleName());
    }

    @Override
    public void finish(ConditionEvents events) {
      publicTypes.forEach((adapter, types) -> {
        if (types.size() > PUBLIC_TYPES) {
          String text = "adapter " + adapter + " shows " + types;
          events.add(SimpleConditionEvent.violated(types, text));
        }
      });
    }
  }
}
