// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.adapters.azure.AzureConfig.Retries;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.Test;

final class AzureConfigTest {
  private static final URI STORAGE = URI.create("https://account.blob.core.windows.net");
  private static final URI VAULT = URI.create("https://name.vault.azure.net");

  @Test
  void theAccountKeyIsNotShown() {
    Secret key = new Secret(Bytes.of("c3dvcmRmaXNo".getBytes(StandardCharsets.UTF_8)));
    AzureConfig config =
        new AzureConfig(
            STORAGE, Optional.of(key), VAULT, true, Optional.of("client-id"), Retries.USUAL);

    assertThat(config.toString())
        .contains("account.blob", "name.vault", "client-id")
        .doesNotContain("c3dvcmRmaXNo");
  }

  @Test
  void withoutMoreItIsTheMachinesIdentityAndKeysInSoftware() {
    AzureConfig config = new AzureConfig(STORAGE, VAULT);

    assertThat(config.accountKey()).isEmpty();
    assertThat(config.identity()).isEmpty();
    assertThat(config.hsmKeys()).isFalse();
    assertThat(config.retries()).isEqualTo(Retries.USUAL);
  }

  @Test
  void retriesAreInTheirRanges() {
    Duration one = Duration.ofSeconds(1);
    assertThat(new Retries(0, one, one, one).max()).isZero();
    assertThatThrownBy(() -> new Retries(-1, one, one, one))
        .isInstanceOf(IllegalArgumentException.class);
    for (int zero = 0; zero < 3; zero++) {
      Duration delay = zero == 0 ? Duration.ZERO : one;
      Duration attempt = zero == 1 ? Duration.ZERO : one;
      Duration deadline = zero == 2 ? Duration.ZERO : one;
      assertThatThrownBy(() -> new Retries(1, delay, attempt, deadline))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
