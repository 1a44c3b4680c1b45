// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.server.Deployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The variables of a cloud's containers, put before the readers of the app that runs in them. */
interface VariablesContract {
  TerraformModule module();

  /** How the app reads its platform. */
  Deployment app();

  /** What Terraform fills in, by name. */
  Map<String, String> places();

  /** Whether jobs are asked for over HTTP, or run by themselves. */
  boolean servesJobs();

  @ParameterizedTest
  @CsvSource({
    "publish, PASSWORD",
    "export, PASSWORD",
    "cleanup, PASSWORD",
    "migrate, PASSWORD",
    "publish, IAM",
    "export, IAM",
    "cleanup, IAM"
  })
  default void aContainerHasTheVariablesItNeedsAndNoOthers(String role, String auth) {
    Map<String, String> variables = new TreeMap<>(module().environment(role, auth, places()));
    assertThat(variables).containsEntry("DB_NAME", "keyserver");
    Map<String, String> given = Map.copyOf(variables);
    if (!servesJobs()) {
      // as the command run does
      variables.put("BIND_ADDRESS", "127.0.0.1");
    }

    Reading reading = Reading.of(app(), named(role), variables);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.asked()).containsAll(given.keySet());
  }

  private static Optional<Role> named(String role) {
    return Arrays.stream(Role.values())
        .filter(each -> each.name().equals(role.toUpperCase(Locale.ROOT)))
        .findFirst();
  }
}
