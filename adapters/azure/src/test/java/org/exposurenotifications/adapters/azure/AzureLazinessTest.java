// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.publisher.Mono;

/** Nothing is looked up before it is needed; what is then missing is told. */
@Isolated("it looks at all threads of the process")
final class AzureLazinessTest {
  private static final AzureConfig CONFIG =
      new AzureConfig(
          URI.create("https://account.blob.core.windows.net"),
          URI.create("https://name.vault.azure.net"));

  @Test
  void askingForPartsLooksUpNoCredentialsAndOpensNoConnection() {
    try (AzurePlatform platform =
        new AzurePlatform(
            CONFIG, AzureLazinessTest::noCredential, AzureLazinessTest::noClient, Duration.ZERO)) {
      assertThat(
              platform.blobs().toString()
                  + platform.secrets()
                  + platform.signingKeys()
                  + platform.keyEncryption())
          .isNotEmpty();
    }
  }

  @Test
  void thePublicConstructorLooksUpNothingEither() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (AzurePlatform platform = new AzurePlatform(CONFIG)) {
      assertThat(platform.blobs()).isSameAs(platform.blobs());
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .noneMatch(thread -> thread.getName().startsWith("HttpClient"));
  }

  @Test
  void credentialsAreLookedUpOnce() {
    AtomicInteger lookUps = new AtomicInteger();
    try (TestVault vault = new TestVault();
        AzurePlatform platform =
            new AzurePlatform(
                vault.config(TestVault.NOWHERE, Optional.empty()),
                () -> {
                  lookUps.incrementAndGet();
                  return TestVault.credential(KeyVaultService.TOKEN);
                },
                TestVault::http,
                Duration.ZERO)) {
      assertThat(platform.secrets().find("absent")).isEmpty();
      assertThat(platform.signingKeys().find("absent")).isEmpty();
    }
    assertThat(lookUps).hasValue(1);
  }

  @Test
  void noIdentityIsPermanentAndSaysWhatToDo() {
    assertThatThrownBy(() ->
            findWith(() -> new CredentialUnavailableException("no managed identity endpoint")))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("assign a managed identity")
        .hasMessageNotContaining("endpoint");
    assertThatThrownBy(() -> findWith(() -> new ClientAuthenticationException("expired", null)))
        .isInstanceOf(PortFailure.Permanent.class);
  }

  @Test
  void anIdentityThatCannotBeReachedIsTransient() {
    assertThatThrownBy(() ->
            findWith(() ->
                new ClientAuthenticationException(
                    "no token", null, new IOException("connection reset"))))
        .isInstanceOf(PortFailure.Transient.class);
  }

  private static void findWith(Supplier<RuntimeException> failure) {
    TokenCredential failing = _ -> Mono.error(failure);
    try (TestVault vault = new TestVault();
        AzurePlatform platform =
            new AzurePlatform(
                vault.config(TestVault.NOWHERE, Optional.empty()),
                () -> failing,
                TestVault::http,
                Duration.ZERO)) {
      assertThat(platform.secrets().find("any")).isEmpty();
    }
  }

  private static TokenCredential noCredential() {
    throw new AssertionError("credentials were looked up too early");
  }

  private static HttpClient.Builder noClient() {
    throw new AssertionError("a client was made too early");
  }
}
