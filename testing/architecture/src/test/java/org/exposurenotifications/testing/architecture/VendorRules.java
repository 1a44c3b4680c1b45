// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import com.tngtech.archunit.lang.syntax.elements.ClassesThat;

/** Where each library lives. */
final class VendorRules {
  private static final String EXPORT_FILE = Project.ROOT + ".core.exportfile..";
  private static final String TOKEN = Project.ROOT + ".core.token..";
  private static final String CERTIFICATE = Project.ROOT + ".core.certificate..";
  private static final String RUNTIME = Project.ROOT + ".apps.runtime..";
  private static final String SERVER = Project.ROOT + ".apps.server..";
  private static final String DEV = Project.ROOT + ".apps.dev..";
  private static final String BENCH = Project.ROOT + ".apps.bench..";
  private static final String PHONE = Project.ROOT + ".apps.phone..";
  private static final String SIMULATION = Project.ROOT + ".apps.simulation..";

  static final ArchRule PROTOBUF =
      onlyIn(EXPORT_FILE, TOKEN, Project.GCP, Project.STANDINS)
          .resideInAnyPackage(
              "com.google.protobuf..", "..core.exportfile.proto..", "..core.token.proto..")
          .because("messages are a format's own business: read and write its values instead");

  static final ArchRule TINK =
      onlyIn(CERTIFICATE, TOKEN, Project.ONPREM)
          .resideInAPackage("com.google.crypto.tink..")
          .because("only certificates, tokens and local keysets know it: ask those, or a port");

  static final ArchRule VAULT =
      onlyIn(Project.ONPREM)
          .resideInAPackage("io.github.jopenlibs..")
          .because("Vault is one place of secrets and keys among others: ask the port");

  static final ArchRule AWS_SDK =
      onlyIn(Project.S3, Project.AWS, Project.STANDINS)
          .resideInAPackage("software.amazon.awssdk..")
          .because("the rest runs without Amazon: use the platform's ports");

  static final ArchRule AZURE_SDK =
      onlyIn(Project.AZURE, Project.STANDINS)
          .resideInAnyPackage("com.azure..", "com.microsoft.aad..", "reactor..")
          .because("the rest runs without Microsoft: use the platform's ports");

  static final ArchRule GOOGLE_SDK =
      onlyIn(Project.GCP, Project.STANDINS)
          .resideInAnyPackage(
              "com.google.api..", "com.google.auth..", "com.google.cloud..", "io.grpc..")
          .because("the rest runs without Google: use the platform's ports");

  static final ArchRule GSON =
      onlyIn(CERTIFICATE)
          .resideInAPackage("com.google.gson..")
          .because("it only reads certificates as Tink does: elsewhere JSON is jackson-core's");

  static final ArchRule DAGGER =
      onlyIn(RUNTIME)
          .resideInAPackage("dagger..")
          .because("wiring happens in one component: annotate the constructor with @Inject");

  static final ArchRule INJECTION =
      onlyIn(Project.CORE, Project.HTTP, RUNTIME)
          .resideInAPackage("jakarta.inject..")
          .because("an app builds platforms by hand: call the constructor");

  static final ArchRule DATABASE =
      onlyIn(Project.POSTGRES, Project.EMBEDDED, BENCH, Project.JOURNEY)
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.jdbi..",
              "org.flywaydb..",
              "com.zaxxer.hikari..",
              "org.postgresql..")
          .because("SQL stays behind the stores: add a method to the port that needs it");

  static final ArchRule EMBEDDED_DATABASE =
      onlyIn(Project.EMBEDDED, DEV, BENCH, Project.TESTING)
          .resideInAPackage(Project.EMBEDDED)
          .because("it is for trying things out: a server gets the address of its database");

  static final ArchRule ARCHIVES =
      onlyIn(Project.EMBEDDED)
          .resideInAnyPackage("org.apache.commons.compress..", "org.tukaani..")
          .because("what is unpacked has to be checked first: ask apps/embedded for its folder");

  static final ArchRule JETTY =
      onlyIn(Project.HTTP)
          .resideInAPackage("org.eclipse.jetty..")
          .because("nobody else knows which server answers: use the endpoints of adapters/http");

  static final ArchRule JACKSON =
      onlyIn(Project.HTTP, RUNTIME, SERVER, PHONE, BENCH)
          .resideInAPackage("com.fasterxml.jackson..")
          .because("JSON is read and written at the edges: hand values down");

  static final ArchRule COMMAND_LINE =
      onlyIn(SERVER, DEV, BENCH, PHONE, SIMULATION)
          .resideInAPackage("picocli..")
          .because(
              "it is for people at a prompt: take an argument, and let a command read the option");

  static final ArchRule LOGGING =
      onlyIn(Project.ADAPTERS, Project.APPS)
          .resideInAPackage("org.slf4j..")
          .because("ports and core do not log: return what happened, and let the caller say it");

  static final ArchRule LOG_OUTPUT_AND_PROVIDERS =
      onlyIn(RUNTIME)
          .resideInAnyPackage("ch.qos.logback..", "org.conscrypt..")
          .because("an embedder chooses them: use slf4j and the JDK's security interfaces");

  private VendorRules() {}

  private static ClassesThat<? extends ClassesShouldConjunction> onlyIn(String... homes) {
    return noClasses().that().resideOutsideOfPackages(homes).should().dependOnClassesThat();
  }
}
