// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project keeps its rules; and the rules look at all of it. */
final class RulesTest {
  @ParameterizedTest
  @MethodSource("org.exposurenotifications.testing.architecture.NamedRule#onProduction")
  void everythingThatShipsKeepsTheRule(NamedRule named) {
    named.rule().check(Project.PRODUCTION);
  }

  @ParameterizedTest
  @MethodSource("org.exposurenotifications.testing.architecture.NamedRule#onTests")
  void everyTestKeepsTheRule(NamedRule named) {
    named.rule().check(Project.TESTS);
  }

  @ParameterizedTest
  @MethodSource("org.exposurenotifications.testing.architecture.NamedRule#all")
  void everyRuleSaysWhatToDoInstead(NamedRule named) {
    assertThat(named.rule().getDescription()).contains(", because ").contains(": ");
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(Project.PRODUCTION.size()).isGreaterThan(250);
    for (String module : Project.MODULES) {
      assertThat(Project.PRODUCTION)
          .as(module)
          .anyMatch(type -> type.getPackageName().startsWith(Project.ROOT + "." + module));
    }
  }

  @Test
  void everyModulesTestsAreLookedAt() {
    assertThat(Project.TESTS.size()).isGreaterThan(100);
    assertThat(Project.MODULES)
        .filteredOn(module -> Files.isDirectory(Project.folderOf(module).resolve("src/test/java")))
        .allSatisfy(module ->
            assertThat(Project.TESTS)
                .anyMatch(type -> type.getPackageName().contains("." + module)));
  }

  @Test
  void whatIsGeneratedIsNotLookedAt() {
    assertThat(Project.PRODUCTION)
        .extracting(JavaClass::getName)
        .noneMatch(name -> name.endsWith("_Factory") || name.contains(".Dagger"))
        .noneMatch(name -> name.contains(".proto."));
  }

  @Test
  void everyModuleOfTheProjectIsKnownHere() throws IOException {
    assertThat(Files.readString(Project.root().resolve("pom.xml")).lines())
        .filteredOn(line -> line.contains("<module>"))
        .extracting(line -> line.replaceAll("</?module>", "").strip().replace('/', '.'))
        .containsOnlyOnceElementsOf(Project.MODULES)
        .hasSize(Project.MODULES.size() + 1); // and this one
  }

  @Test
  void everyExceptionNamesSomethingThatExists() {
    assertThat(Exceptions.PLAIN_CLASSES_IN_PORTS.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.CYCLES.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.SLEEPING_TESTS.keySet()).allMatch(Project.TESTS::contain);
    assertThat(Project.PRODUCTION)
        .flatExtracting(JavaClass::getMethods)
        .extracting(JavaMethod::getFullName)
        .containsAll(Exceptions.CHECKED_EXCEPTIONS_IN_PORTS.keySet());
  }
}
