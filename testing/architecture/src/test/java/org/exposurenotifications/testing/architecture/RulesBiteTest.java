// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds a class that breaks it, and says how. */
final class RulesBiteTest {
  @ParameterizedTest
  @MethodSource("org.exposurenotifications.testing.architecture.Bites#all")
  void aViolationIsFound(ArchRule rule, String text, String[] fixtures) throws Exception {
    Class<?>[] classes = new Class<?>[fixtures.length];
    for (int i = 0; i < fixtures.length; i++) {
      classes[i] = Class.forName(Project.ROOT + "." + fixtures[i]);
    }
    var imported = new ClassFileImporter().importClasses(classes);
    assertThat(imported).hasSameSizeAs(fixtures);
    assertThat(rule.evaluate(imported).getFailureReport().getDetails())
        .anySatisfy(violation -> assertThat(violation).contains(text));
  }

  @Test
  void everyRuleIsShownToBite() {
    assertThat(NamedRule.all())
        .allSatisfy(named ->
            assertThat(Bites.all().map(bite -> bite.get()[0]))
                .as(named.name())
                .anyMatch(named.rule()::equals));
  }
}
