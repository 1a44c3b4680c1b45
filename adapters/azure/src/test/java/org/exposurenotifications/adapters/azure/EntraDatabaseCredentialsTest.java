// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.testing.contracts.DatabaseCredentialsContract;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class EntraDatabaseCredentialsTest implements DatabaseCredentialsContract {
  private static final String HOST = "keyserver.postgres.database.azure.com";
  private static final AzureConfig CONFIG =
      new AzureConfig(
          URI.create("https://account.blob.core.windows.net"),
          URI.create("https://name.vault.azure.net"));

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean anonymous;
  private final AzurePlatform platform = platform(this::token);

  @Override
  public DatabaseCredentials databaseCredentials() {
    return platform.databaseCredentials().orElseThrow();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void passTimeUntil(Instant expiry) {
    now = expiry;
  }

  @Override
  public void takeTheIdentityAway() {
    anonymous = true;
  }

  /** In a process of its own: the SDK reads the environment where the identity is. */
  @Test
  void thePasswordIsTheTokenThatTheManagedIdentityIsGiven() throws IOException {
    try (IdentityEndpoint endpoint = new IdentityEndpoint()) {
      assertThat(answerOfAProcessWith(endpoint.address(), IdentityEndpoint.HEADER))
          .contains("issued " + IdentityEndpoint.TOKEN + ", and again " + IdentityEndpoint.TOKEN);
      assertThat(endpoint.asked)
          .singleElement()
          .asString()
          .contains("resource=https%3A%2F%2Fossrdbms-aad.database.windows.net");
    }
  }

  @Test
  void aProcessThatTheEndpointDoesNotKnowIsToldSo() throws IOException {
    try (IdentityEndpoint endpoint = new IdentityEndpoint()) {
      assertThat(answerOfAProcessWith(endpoint.address(), "another"))
          .contains("PortFailure$Permanent")
          .contains("there is no token for this identity")
          .doesNotContain(IdentityEndpoint.TOKEN);
      assertThat(endpoint.asked).isEmpty();
    }
  }

  @Test
  void aTokenIsAskedForInTheNameOfTheDatabases() {
    AtomicReference<TokenRequestContext> asked = new AtomicReference<>();
    TokenCredential credential =
        context -> {
          asked.set(context);
          return token(context);
        };
    try (AzurePlatform other = platform(credential)) {
      assertThat(other.databaseCredentials().orElseThrow().issue(HOST, 5432, "keyserver"))
          .isNotNull();
    }
    assertThat(asked.get().getScopes())
        .containsExactly("https://ossrdbms-aad.database.windows.net/.default");
  }

  @Test
  void credentialsAreLookedUpOnFirstUse() {
    AtomicInteger lookUps = new AtomicInteger();
    try (AzurePlatform other =
        new AzurePlatform(
            CONFIG,
            () -> {
              lookUps.incrementAndGet();
              return this::token;
            },
            TestVault::http,
            Duration.ZERO)) {
      DatabaseCredentials tokens = other.databaseCredentials().orElseThrow();
      assertThat(lookUps).hasValue(0);
      assertThat(tokens.issue(HOST, 5432, "keyserver").expires()).isAfter(now);
      assertThat(lookUps).hasValue(1);
    }
  }

  @Test
  void anEndpointThatIsAwayIsTransient() {
    TokenCredential away =
        _ ->
            Mono.error(
                new ClientAuthenticationException(
                    "no token", null, new IOException("connection reset")));
    try (AzurePlatform other = platform(away)) {
      DatabaseCredentials tokens = other.databaseCredentials().orElseThrow();
      assertThatThrownBy(() -> tokens.issue(HOST, 5432, "keyserver"))
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageContaining("'keyserver'");
    }
  }

  private Mono<AccessToken> token(TokenRequestContext context) {
    return anonymous
        ? Mono.error(new CredentialUnavailableException("no managed identity endpoint"))
        : Mono.just(
            new AccessToken(
                "canary-of-" + now, now.plus(Duration.ofHours(1)).atOffset(ZoneOffset.UTC)));
  }

  private static AzurePlatform platform(TokenCredential credential) {
    return new AzurePlatform(CONFIG, () -> credential, TestVault::http, Duration.ZERO);
  }

  private static String answerOfAProcessWith(String endpoint, String header) throws IOException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true);
    java.environment().clear();
    java.environment().put("IDENTITY_ENDPOINT", endpoint);
    java.environment().put("IDENTITY_HEADER", header);
    // of the chain, this one only: the others ask other machines and programs
    java.environment().put("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential");
    return new String(java.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Runs in the other process, with the identity that its environment gives it. */
  static final class Child {
    public static void main(String[] arguments) {
      try (AzurePlatform platform = new AzurePlatform(CONFIG)) {
        DatabaseCredentials tokens = platform.databaseCredentials().orElseThrow();
        System.out.println("issued " + issue(tokens) + ", and again " + issue(tokens));
      }
    }

    private static String issue(DatabaseCredentials tokens) {
      return tokens.issue(HOST, 5432, "keyserver").secret().reveal();
    }
  }
}
