// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

  @ParameterizedTest
  @MethodSource("org.exposurenotifications.testing.architecture.NamedRule#all")
  void noRuleIsContentWithNothing(NamedRule named) {
    assertThatThrownBy(() -> named.rule().check(new ClassFileImporter().importClasses()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to check any classes");
  }

  @Test
  void everyModuleOfTheParentPomIsLookedAt() {
    assertThat(Project.MODULES).contains("ports", "core", "testing.architecture");
    assertThat(Project.MODULES)
        .allSatisfy(module ->
            // of those for testing some hold tests and nothing else
            assertThat(
                    Stream.of("main", module.startsWith("testing.") ? "test" : "main")
                        .flatMap(kind -> written(module, kind).stream()))
                .isNotEmpty());
  }

  @Test
  void everyClassThatShipsIsLookedAt() {
    assertThat(Project.MODULES.stream().flatMap(module -> written(module, "main").stream()))
        .allMatch(Project.PRODUCTION::contain);
  }

  @Test
  void everyTestIsLookedAt() {
    assertThat(Project.MODULES.stream().flatMap(module -> written(module, "test").stream()))
        .filteredOn(name -> !name.contains(".violations."))
        .hasSizeGreaterThan(100)
        .allMatch(Project.TESTS::contain);
  }

  @Test
  void whatIsHereToViolateARuleIsNotLookedAt() {
    assertThat(written("testing.architecture", "test"))
        .filteredOn(name -> name.contains(".violations."))
        .hasSizeGreaterThan(15)
        .noneMatch(Project.PRODUCTION::contain)
        .noneMatch(Project.TESTS::contain);
  }

  @Test
  void whatIsGeneratedIsNotLookedAt() {
    assertThat(Project.PRODUCTION)
        .extracting(JavaClass::getName)
        .noneMatch(name -> name.endsWith("_Factory") || name.contains(".Dagger"))
        .noneMatch(name -> name.contains(".proto."));
  }

  @Test
  void everyExceptionNamesSomethingThatExists() {
    assertThat(Exceptions.PLAIN_CLASSES_IN_PORTS.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.PORTS_WITHOUT_CONTRACT.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.PUBLIC_WORKERS.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.PUBLIC_FOR_CALLERS.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.NOT_USE_CASES.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.CYCLES.keySet()).allMatch(Project.PRODUCTION::contain);
    assertThat(Exceptions.SLEEPING_TESTS.keySet()).allMatch(Project.TESTS::contain);
    assertThat(Project.PRODUCTION)
        .flatExtracting(JavaClass::getMethods)
        .extracting(JavaMethod::getFullName)
        .containsAll(Exceptions.CHECKED_EXCEPTIONS_IN_PORTS.keySet());
  }

  /** The names of the classes in a module's sources, each by its file. */
  private static List<String> written(String module, String kind) {
    Path java = Project.folderOf(module).resolve("src/" + kind + "/java");
    return Project.sources().stream()
        .filter(file -> file.startsWith(java) && !file.endsWith("package-info.java"))
        .map(file -> java.relativize(file).toString())
        .map(file -> file.replace(".java", "").replace('/', '.'))
        .toList();
  }
}
