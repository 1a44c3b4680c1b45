// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.exposure.Region;
import org.junit.jupiter.api.Test;

class BypassWarningsTest {
  @Test
  void appsThatReviseWithoutTokenAreNamedWithWhatFollows() {
    Configuration configuration =
        new Configuration(
            List.of(),
            List.of(app("a", false, false), app("b", false, true), app("c", true, true)),
            List.of(),
            List.of());

    assertThat(BypassWarnings.of(configuration))
        .satisfiesExactly(
            b ->
                assertThat(b)
                    .startsWith("authorizedApps: b has bypassRevisionToken: true")
                    .contains("anyone with a certificate for this app", "of other people")
                    .contains("set it to false"),
            c -> assertThat(c).startsWith("authorizedApps: c ").contains("so anyone can revise"));
  }

  private static AuthorizedApp app(String name, boolean bypassAuthority, boolean bypassToken) {
    return new AuthorizedApp(
        name,
        new TreeSet<>(Set.of(new Region("US"))),
        Set.of("gov.example.doh"),
        bypassAuthority,
        bypassToken);
  }
}
