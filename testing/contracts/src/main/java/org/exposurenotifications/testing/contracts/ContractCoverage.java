// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** Finds ports that an adapter implements and no test of its package holds to their contract. */
public final class ContractCoverage {
  private static final String PORTS = "org.exposurenotifications.ports.";

  private ContractCoverage() {}

  /**
   * Looks at the package of the given class, below it, and at the tests there.
   *
   * @param adapter any class of the adapter's own, not of its tests
   * @return one sentence for each port that lacks its contract; ports without a contract, which
   *     others hand out, are left aside
   */
  public static List<String> gaps(Class<?> adapter) {
    List<Class<?>> all =
        ReflectionSupport.findAllClassesInPackage(adapter.getPackageName(), _ -> true, _ -> true);
    return all.stream()
        .filter(type ->
            type.getProtectionDomain()
                .getCodeSource()
                .equals(adapter.getProtectionDomain().getCodeSource()))
        .flatMap(type -> ports(type).map(port -> gap(type, port, all)))
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  private static Stream<Class<?>> ports(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).filter(port -> port.getName().startsWith(PORTS));
  }

  private static Optional<String> gap(Class<?> type, Class<?> port, List<Class<?>> tests) {
    return contract(port)
        .filter(contract ->
            tests.stream().noneMatch(test -> isTest(test) && contract.isAssignableFrom(test)))
        .map(contract ->
            type.getSimpleName() + " has no test that is a " + contract.getSimpleName());
  }

  /** Surefire runs these; what is nested in a test may be an adapter that is broken on purpose. */
  private static boolean isTest(Class<?> type) {
    return !type.isMemberClass() && type.getSimpleName().endsWith("Test");
  }

  private static Optional<Class<?>> contract(Class<?> port) {
    String name = ContractCoverage.class.getPackageName() + "." + port.getSimpleName() + "Contract";
    return ReflectionSupport.tryToLoadClass(name).toOptional().map(found -> (Class<?>) found);
  }
}
