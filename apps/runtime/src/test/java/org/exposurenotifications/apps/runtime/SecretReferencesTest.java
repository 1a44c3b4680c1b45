// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.Test;

final class SecretReferencesTest {
  private static final Map<String, String> SECRETS = Map.of("db/password", "hunter2", "two", "b");

  private final SecretStore store =
      reference ->
          Optional.ofNullable(SECRETS.get(reference))
              .map(text -> new Secret(Bytes.of(text.getBytes(StandardCharsets.UTF_8))));

  @Test
  void aReferenceIsReplacedAndTheRestIsLeftAlone() {
    assertThat(resolve(Map.of("DB_PASSWORD", "secret://db/password", "DB_HOST", "a,b")))
        .containsEntry("DB_PASSWORD", "hunter2")
        .containsEntry("DB_HOST", "a,b");
  }

  @Test
  void theItemsOfAListAreReplacedOneByOne() {
    assertThat(resolve(Map.of("LIST", "a,secret://two,c"))).containsEntry("LIST", "a,b,c");
  }

  @Test
  void everyMissingSecretIsNamedAndNoOtherShown() {
    assertThatThrownBy(() ->
            resolve(Map.of("A", "secret://one", "B", "secret://two", "C", "x,secret://three")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("A: there is no secret 'one'; create it, or correct the reference")
        .hasMessageContaining("C: there is no secret 'three'")
        .hasMessageNotContaining("B:");
  }

  private Map<String, String> resolve(Map<String, String> variables) {
    Environment resolved = new Environment(variables).resolve(store);
    resolved.check();
    return resolved.variables();
  }
}
