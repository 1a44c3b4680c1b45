// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom: the arrows of docs/architecture.md. */
final class LayerRules {
  private static final String RUNTIME = Project.ROOT + ".apps.runtime..";
  private static final String SERVER = Project.ROOT + ".apps.server..";
  private static final String[] DEPLOYMENTS = {
    Project.ROOT + ".apps.gcp..",
    Project.ROOT + ".apps.aws..",
    Project.ROOT + ".apps.azure..",
    Project.ROOT + ".apps.onprem.."
  };
  private static final String BENCH = Project.ROOT + ".apps.bench..";
  private static final String DEV = Project.ROOT + ".apps.dev..";
  private static final String PHONE = Project.ROOT + ".apps.phone..";
  private static final String SIMULATION = Project.ROOT + ".apps.simulation..";

  static final ArchRule PORTS_NEED_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage(Project.PORTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", Project.PORTS)
          .because("every adapter has to carry what ports need: say it in records of our own");

  static final ArchRule CORE_NEEDS_PORTS_AND_PURE_LIBRARIES =
      classes()
          .that()
          .resideInAPackage(Project.CORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.jspecify..",
              "jakarta.inject..",
              "com.google.protobuf..",
              "com.google.crypto.tink..",
              "com.google.gson..",
              Project.PORTS,
              Project.CORE)
          .because("rules outlive frameworks: ask for what is needed through a port");

  static final ArchRule CORE_DOES_NO_IO =
      noClasses()
          .that()
          .resideInAPackage(Project.CORE)
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe("do input, output or logging", LayerRules::doesIo))
          .because("core speaks to the world through ports: put it into an adapter");

  static final ArchRule ADAPTERS_DO_NOT_MEET =
      slices()
          .matching(Project.ROOT + ".adapters.(*)..")
          .should()
          .notDependOnEachOther()
          .because("a platform carries no other: let an app hand the one's part to the other");

  static final ArchRule DRIVEN_ADAPTERS_KNOW_PORTS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(Project.ADAPTERS)
          .and()
          .resideOutsideOfPackage(Project.HTTP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(Project.CORE, Project.APPS)
          .because(
              "an adapter that sees the rules leans on them: what it needs belongs into the port");

  static final ArchRule ONLY_APPS_KNOW_APPS =
      noClasses()
          .that()
          // the journey plays with the phone
          .resideOutsideOfPackages(Project.APPS, Project.JOURNEY)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage(Project.APPS)
                  // tests need a database
                  .and(JavaClass.Predicates.resideOutsideOfPackage(Project.EMBEDDED)))
          .because("apps wire the rest and are wired by nobody: take it as a constructor argument");

  static final ArchRule RUNTIME_KNOWS_NO_PLATFORM =
      noClasses()
          .that()
          .resideInAPackage(RUNTIME)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(Project.ADAPTERS, Project.APPS)
                  .and(JavaClass.Predicates.resideOutsideOfPackages(Project.HTTP, RUNTIME)))
          .because(
              "every platform uses this wiring: take a Platform and Stores from the app's main");

  static final ArchRule THE_SHARED_COMMANDS_KNOW_NO_PLATFORM =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(Project.ADAPTERS, Project.APPS)
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          Project.POSTGRES, RUNTIME, SERVER)))
          .because("every deployment has these commands: take a Deployment from the app's main");

  static final ArchRule DEPLOYMENTS_DO_NOT_MEET =
      slices()
          .matching(Project.ROOT + ".apps.(gcp|aws|azure|onprem)..")
          .should()
          .notDependOnEachOther()
          .because("each is deployed without the others: share it in apps/server");

  static final ArchRule DEPLOYMENTS_CARRY_NO_TOYS =
      noClasses()
          .that()
          .resideInAnyPackage(DEPLOYMENTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              PHONE, BENCH, SIMULATION, DEV, Project.EMBEDDED, Project.ROOT + ".adapters.memory..")
          .because("what is for trying things out is not deployed: leave it to apps/dev");

  static final ArchRule THE_EMBEDDED_DATABASE_KNOWS_NO_SERVER =
      noClasses()
          .that()
          .resideInAPackage(Project.EMBEDDED)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(
                      Project.PORTS, Project.CORE, Project.ADAPTERS, Project.APPS)
                  .and(JavaClass.Predicates.resideOutsideOfPackage(Project.EMBEDDED)))
          .because("tests of every module start it: hand it what it needs");

  static final ArchRule THE_PHONE_KNOWS_FORMATS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(PHONE)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(Project.ADAPTERS, Project.APPS, Project.CORE)
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          PHONE,
                          Project.ROOT + ".core.exportfile..",
                          Project.ROOT + ".core.certificate..")))
          .because("a phone sees what is on the wire: use the formats, and HTTP for the rest");

  static final ArchRule NOTHING_SHIPS_TESTS =
      noClasses()
          .that()
          .resideOutsideOfPackage(Project.TESTING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(Project.TESTING, "org.junit..", "org.assertj..")
          .because("contracts are for tests: depend on them in test scope");

  static final ArchRule CONTRACTS_KNOW_PORTS_ONLY =
      noClasses()
          .that()
          .resideInAPackage(Project.CONTRACTS + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(Project.CORE, Project.ADAPTERS, Project.APPS)
          .because("a contract holds for adapters that nobody has written yet: ask the port");

  private LayerRules() {}

  private static boolean doesIo(JavaClass type) {
    String name = type.getName();
    return name.matches(
            "javax?\\.sql\\..*|java\\.net\\..*|java\\.nio\\.(file|channels)\\..*"
                + "|java\\.util\\.logging\\..*|java\\.io\\.(File.*|RandomAccessFile)"
                + "|java\\.lang\\.(Process.*|System\\$Logger.*)")
        && !name.matches("java\\.net\\.URI(SyntaxException)?");
  }
}
