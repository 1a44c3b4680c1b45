// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** References to secrets, with and without a version. */
final class VaultSecretsTest {
  private final TestVault vault = new TestVault();
  private final AzurePlatform platform = vault.platform();

  @AfterEach
  void close() {
    platform.close();
    vault.close();
  }

  @Test
  void aPinnedVersionStaysThoughThereAreNewerOnes() {
    String first = vault.plant("db-password", "one");
    String second = vault.plant("db-password", "two");

    assertThat(find(first)).hasValue("one");
    assertThat(find(second)).hasValue("two");
    assertThat(find("db-password")).hasValue("two");
    assertThat(find("db-password/" + "0".repeat(32))).isEmpty();
  }

  @Test
  void whatCannotBeANameIsNotAskedFor() {
    for (String reference :
        new String[] {
          "a_b", "a.b", "ä", "a/", "a/latest", "a/../b", "x".repeat(128), "a?b", "a#"
        }) {
      assertThat(find(reference)).as(reference).isEmpty();
    }
    assertThat(vault.server.log()).isEmpty();
  }

  @Test
  void aDisabledSecretIsPermanentAndNotShown() {
    String _ = vault.plant("db-password", "swordfish");
    vault.service.secrets.disable("db-password");

    assertThatThrownBy(() -> find("db-password"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("Key Vault Secrets User")
        .hasMessageContaining("nothing disabled")
        .hasMessageNotContaining("swordfish");
  }

  private Optional<String> find(String reference) {
    return platform.secrets().find(reference).map(Secret::reveal);
  }
}
