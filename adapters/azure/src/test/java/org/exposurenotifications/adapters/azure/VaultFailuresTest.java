// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.adapters.azure.AzureConfig.Retries;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn.Answer;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.exposurenotifications.testing.standins.azure.VaultJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How Key Vault fails, and what is made of it. */
final class VaultFailuresTest {
  private static final Answer RESET = new Answer(0, Map.of(), "");
  private static final Answer FORBIDDEN = VaultJson.error(403, "Forbidden", "ForbiddenByRbac");

  private final TestVault vault = new TestVault();
  private final AzurePlatform platform = vault.platform();

  @BeforeEach
  void plant() {
    String _ = vault.plant("shy", "swordfish");
    vault.server.log().clear();
  }

  @AfterEach
  void close() {
    platform.close();
    vault.close();
  }

  @Test
  void whatPassesByItselfIsTriedAgain() {
    for (Answer fault : new Answer[] {busy(429), busy(503), busy(500), busy(504), RESET}) {
      vault.server.failNext(fault);
      vault.server.failNext(fault);

      assertThat(find(platform)).as("after %s twice", fault.status()).hasValue("swordfish");
    }
  }

  @Test
  void whatGoesOnIsTransientAfterAllRetries() {
    for (int status : new int[] {408, 429, 500, 502, 503}) {
      vault.server.failAlways(busy(status));
      assertThat(find(status)).isEqualTo("Transient");
    }
    vault.server.failAlways(RESET);
    assertThat(find(0)).isEqualTo("Transient");
  }

  @Test
  void retriesAreCounted() {
    vault.server.failAlways(busy(503));
    assertThatThrownBy(() -> find(platform)).isInstanceOf(PortFailure.Transient.class);

    // the first request asks where to get a token, unless that is known already
    assertThat(vault.server.log().size()).isBetween(1 + 3, 2 + 3);
  }

  @Test
  void theDeadlineEndsALongWait() {
    vault.server.failAlways(
        new Answer(429, Map.of("Retry-After", "3600", "Content-Length", "0"), ""));
    Retries impatient =
        new Retries(3, Duration.ofMillis(10), Duration.ofSeconds(20), Duration.ofMillis(500));
    try (AzurePlatform hurried = withRetries(impatient)) {
      assertThatThrownBy(() -> find(hurried))
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageContaining("no answer in time");
    }
  }

  @Test
  void anAttemptThatIsNotAnsweredIsGivenUp() {
    vault.service.before = _ -> waitForever();
    Retries impatient =
        new Retries(1, Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofSeconds(60));
    try (AzurePlatform hurried = withRetries(impatient)) {
      assertThatThrownBy(() -> find(hurried)).isInstanceOf(PortFailure.Transient.class);
    }
    assertThat(vault.server.log()).hasSizeBetween(2, 3);
  }

  @Test
  void aRefusalNamesTheRoleAndIsNotTriedAgain() {
    vault.server.failAlways(FORBIDDEN);

    assertPermanent(() -> find(platform), "Key Vault Secrets User");
    assertPermanent(() -> platform.signingKeys().find("export"), "Key Vault Crypto User");
    assertPermanent(
        () -> platform.keyEncryption().decrypt("tokens", envelope(), Bytes.empty()),
        "Key Vault Crypto User");
    assertThat(vault.server.log().stream().filter(line -> line.contains("/shy")).count())
        .isLessThanOrEqualTo(2);
  }

  @Test
  void aRefusalToMakeAKeyNamesTheGreaterRole() {
    AtomicInteger lookUps = new AtomicInteger();
    vault.service.before =
        path -> {
          if (path.endsWith("/versions") && lookUps.incrementAndGet() == 2) {
            vault.server.failNext(FORBIDDEN); // the next request makes the key
          }
        };
    assertPermanent(() -> platform.signingKeys().ensure("export"), "Key Vault Crypto Officer");
  }

  @Test
  void aTokenThatIsNotAcceptedIsPermanentAndNotShown() {
    try (AzurePlatform stranger =
        TestVault.platform(
            vault.config(TestVault.NOWHERE, Optional.empty()), "stolen-token", Duration.ZERO)) {
      assertThatThrownBy(() -> find(stranger))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("token is not accepted")
          .hasMessageNotContaining("stolen-token");
    }
  }

  @Test
  void checkTellsWhatIsMissing() {
    vault.server.failAlways(FORBIDDEN);

    assertThat(platform.check())
        .satisfiesExactly(
            storage -> assertThat(storage).startsWith("Blob Storage: could not look into"),
            secrets -> assertThat(secrets).contains("Key Vault Secrets User"),
            keys -> assertThat(keys).contains("Key Vault Crypto User"));
  }

  @Test
  void nothingListensIsTransient() {
    vault.close();

    assertThatThrownBy(() -> find(platform))
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessageContaining("no connection");
  }

  private AzurePlatform withRetries(Retries retries) {
    return TestVault.platform(
        vault.config(TestVault.NOWHERE, Optional.empty(), retries),
        KeyVaultService.TOKEN,
        Duration.ZERO);
  }

  private String find(int status) {
    try {
      return "found after " + status + ": " + find(platform);
    } catch (PortFailure e) {
      assertThat(e.getMessage()).startsWith("could not read the secret 'shy': ");
      return e.getClass().getSimpleName();
    }
  }

  private static Optional<String> find(AzurePlatform platform) {
    return platform.secrets().find("shy").map(Secret::reveal);
  }

  private static void assertPermanent(Runnable call, String role) {
    assertThatThrownBy(call::run)
        .isInstanceOf(PortFailure.Permanent.class)
        .extracting(Throwable::getMessage, STRING)
        .contains("it takes the role " + role);
  }

  private static Bytes envelope() {
    return new Envelope.Header("0".repeat(32), Bytes.of(new byte[384]))
        .seal(Envelope.freshKey(), Bytes.empty(), Bytes.empty());
  }

  private static Answer busy(int status) {
    return VaultJson.error(status, "Busy", "Busy");
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
