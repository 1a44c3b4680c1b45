// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;

/** What may be said at the boundary. */
final class PortRules {
  /** More would make a platform the object that knows everything. */
  static final int PLATFORM_PARTS = 6;

  private static final DescribedPredicate<JavaClass> OF_PORTS =
      JavaClass.Predicates.resideInAPackage(Project.PORTS);

  private static final DescribedPredicate<JavaClass> PORT =
      OF_PORTS
          .and(JavaClass.Predicates.INTERFACES)
          .and(describe("no package-info", type -> !type.getSimpleName().equals("package-info")))
          .as("are interfaces of ports");

  static final ArchRule PORTS_HOLD_INTERFACES_AND_VALUES =
      classes()
          .that()
          .resideInAPackage(Project.PORTS)
          .should(
              Conditions.haveNone(
                  "be interfaces, records, enums or port failures", PortRules::plainClass))
          .because(
              "behaviour belongs to core or an adapter: leave a value here, and move the rest");

  static final ArchRule PORTS_SPEAK_IN_VALUES =
      methods()
          .that()
          .areDeclaredInClassesThat(PORT)
          .should(Conditions.haveNone("speak in values", PortRules::rawTypes))
          .because(
              "arrays can be changed by others and lie about equality: use Bytes, or a record");

  static final ArchRule VALUES_HOLD_NO_ARRAYS =
      fields()
          .that()
          .areDeclaredInClassesThat(OF_PORTS.and(describe("are records", JavaClass::isRecord)))
          .should()
          .notHaveRawType(describe("an array", JavaClass::isArray))
          .because("a record with an array lies about equality: use Bytes, or a List");

  static final ArchRule TIME_HAS_ITS_OWN_TYPES =
      classes()
          .that(OF_PORTS)
          .should(Conditions.haveNone("speak of no time in numbers", Times::in))
          .because("numbers lose their unit: use Duration, Instant or IntervalNumber");

  static final ArchRule PORTS_DECLARE_NO_CHECKED_EXCEPTION =
      methods()
          .that()
          .areDeclaredInClassesThat(PORT)
          .should(Conditions.haveNone("declare no exception", PortRules::declaredExceptions))
          .because("callers know one failure of the world: throw a PortFailure");

  static final ArchRule NULL_STAYS_INSIDE =
      classes()
          .that(OF_PORTS)
          .should(Conditions.haveNone("neither take nor return null", Nulls::in))
          .because("null means nothing in particular: return an Optional or an empty list");

  static final ArchRule EVERY_PORT_HAS_A_CONTRACT =
      classes()
          .that(PORT)
          .and()
          .areTopLevelClasses()
          .and(describe("are not sealed", type -> !type.reflect().isSealed()))
          .should(Conditions.haveNone("have a contract", PortRules::withoutContract))
          .because("a promise that nothing checks is not kept: write one in testing/contracts");

  static final ArchRule PLATFORMS_STAY_SMALL =
      classes()
          .that()
          .areAssignableTo(Platform.class)
          .and()
          .areInterfaces()
          .should(
              Conditions.haveNone(
                  "hand out " + PLATFORM_PARTS + " parts at most", PortRules::tooManyParts))
          .because(
              "a platform that hands out everything is used for everything: make a second one");

  private PortRules() {}

  private static Stream<String> plainClass(JavaClass type) {
    boolean isFine =
        type.isInterface()
            || type.isRecord()
            || type.isEnum()
            || type.isAssignableTo(PortFailure.class)
            || Exceptions.PLAIN_CLASSES_IN_PORTS.containsKey(type.getName());
    return isFine ? Stream.empty() : Stream.of(type.getName() + " is a plain class");
  }

  private static Stream<String> rawTypes(JavaMethod method) {
    return Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
        .filter(PortRules::isRaw)
        .map(type -> method.getFullName() + " speaks of " + type.getName());
  }

  private static boolean isRaw(JavaType type) {
    JavaClass erasure = type.toErasure();
    return erasure.isArray()
        || erasure.isEquivalentTo(Object.class)
        || (type instanceof JavaParameterizedType generic
            && (isMapByName(generic)
                || generic.getActualTypeArguments().stream().anyMatch(PortRules::isRaw)));
  }

  private static boolean isMapByName(JavaParameterizedType type) {
    return type.toErasure().isAssignableTo(Map.class)
        && type.getActualTypeArguments().getFirst().toErasure().isEquivalentTo(String.class);
  }

  private static Stream<String> declaredExceptions(JavaMethod method) {
    return Exceptions.CHECKED_EXCEPTIONS_IN_PORTS.containsKey(method.getFullName())
        ? Stream.empty()
        : method.getThrowsClause().getTypes().stream()
            .map(type -> method.getFullName() + " declares " + type.getName());
  }

  private static Stream<String> withoutContract(JavaClass port) {
    String contract = contractOf(port);
    return Project.PRODUCTION.contain(contract)
            || Exceptions.PORTS_WITHOUT_CONTRACT.containsKey(port.getName())
        ? Stream.empty()
        : Stream.of(port.getName() + " has no " + contract);
  }

  /** The name of its contract, whether that exists or not. */
  static String contractOf(JavaClass port) {
    return Project.CONTRACTS + "." + port.getSimpleName() + "Contract";
  }

  private static Stream<String> tooManyParts(JavaClass platform) {
    long parts =
        platform.getMethods().stream()
            .filter(method -> OF_PORTS.test(method.getRawReturnType()))
            .count();
    return parts > PLATFORM_PARTS
        ? Stream.of(platform.getName() + " hands out " + parts + " parts")
        : Stream.empty();
  }
}
