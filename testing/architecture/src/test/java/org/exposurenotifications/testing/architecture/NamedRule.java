// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule and the constant that holds it.
 *
 * @param name such as {@code LayerRules.CORE_DOES_NO_IO}
 */
record NamedRule(String name, ArchRule rule) {
  private static final List<Class<?>> ON_PRODUCTION =
      List.of(
          LayerRules.class,
          VendorRules.class,
          AmbientRules.class,
          PortRules.class,
          AdapterRules.class,
          StyleRules.class);

  /** Those that everything has to keep that ships. */
  static Stream<NamedRule> onProduction() {
    return ON_PRODUCTION.stream().flatMap(NamedRule::in);
  }

  /** Those that tests have to keep. */
  static Stream<NamedRule> onTests() {
    return in(TestRules.class);
  }

  static Stream<NamedRule> all() {
    return Stream.concat(onProduction(), onTests());
  }

  private static Stream<NamedRule> in(Class<?> topic) {
    return Arrays.stream(topic.getDeclaredFields())
        .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
        .map(NamedRule::of);
  }

  private static NamedRule of(Field constant) {
    String name = constant.getDeclaringClass().getSimpleName() + "." + constant.getName();
    try {
      return new NamedRule(name, (ArchRule) constant.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(name + " is private", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
