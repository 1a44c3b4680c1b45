// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jopenlibs.vault.json.JsonArray;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.exposurenotifications.adapters.onprem.OnPremConfig.SignIn;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaultSignInTest {
  private static final String CANARY = "s.canary-never-to-be-shown";

  private final TestVault vault = TestVault.running();
  private final String path = "keyserver/" + TestVault.word();
  private final TestTime time = new TestTime();
  private TestFront front;

  @BeforeEach
  void plant() throws IOException {
    front = TestFront.before(vault.address());
    vault.write("secret/data/" + path, Map.of("data", Fields.of("value", "found")));
  }

  @AfterEach
  void close() {
    front.close();
  }

  @Test
  void aWrongTokenIsRefusedOnceWithThePolicyThatIsNeeded() {
    try (OnPremPlatform platform = open(new SignIn.Token(TestVault.secret(CANARY)))) {
      assertThatThrownBy(() -> find(platform))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("read on secret/data/" + path)
          .hasMessageContaining("supply a token that has not ended")
          .hasStackTraceContaining("permission denied")
          .extracting(VaultSignInTest::everything)
          .asString()
          .doesNotContain(CANARY);
      assertThat(platform.check())
          .singleElement()
          .asString()
          .contains("auth/token/lookup-self")
          .doesNotContain(CANARY);
    }
    assertThat(front.requests("/v1/secret/")).hasSize(1);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void aMissingPolicyIsNamedAndNobodySignsInAgainForIt() {
    try (OnPremPlatform platform = open(vault.appRole("keyserver"))) {
      assertThat(find(platform)).contains("found");
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> platform.signingKeys().ensure("new"))
            .isInstanceOf(PortFailure.Permanent.class)
            .hasMessageContaining("update on transit/keys/new");
      }
    }
    assertThat(front.requests("/v1/auth/approle/login")).hasSize(1);
  }

  @Test
  void aMachineSignsInOnceForAllParts() {
    try (OnPremPlatform platform = open(vault.appRole("keyserver"))) {
      assertThat(find(platform)).contains("found");
      assertThat(platform.signingKeys().find("absent")).isEmpty();
      assertThat(platform.check()).isEmpty();
    }
    assertThat(front.requests("/v1/auth/approle/login")).hasSize(1);
  }

  @Test
  void aWrongSecretIdIsRefusedWithWhatToDo() {
    SignIn.AppRole role = vault.appRole("keyserver");
    SignIn.AppRole wrong =
        new SignIn.AppRole(role.mount(), role.roleId(), TestVault.secret(CANARY));
    try (OnPremPlatform platform = open(wrong)) {
      assertThatThrownBy(() -> find(platform))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("make a new secret id")
          .extracting(VaultSignInTest::everything)
          .asString()
          .doesNotContain(CANARY);
    }
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void afterTheEndOfATokenAMachineSignsInAgain() {
    try (OnPremPlatform platform = open(vault.appRole("keyserver"))) {
      assertThat(find(platform)).contains("found");
      time.pass(Duration.ofMinutes(59));
      assertThat(find(platform)).contains("found");
      assertThat(front.requests("/v1/auth/approle/login")).hasSize(1);
      time.pass(Duration.ofMinutes(1));
      assertThat(find(platform)).contains("found");
      assertThat(front.requests("/v1/auth/approle/login")).hasSize(2);
      assertThat(time.alarms()).hasSize(1);
    }
  }

  @Test
  void aTokenThatVaultTookAwayIsReplacedWithinTheSameCall() {
    try (OnPremPlatform platform = open(vault.appRole("keyserver"))) {
      assertThat(find(platform)).contains("found");
      vault.write("sys/leases/revoke-prefix/auth/approle/login", Map.of());
      assertThat(find(platform)).contains("found");
    }
    assertThat(front.requests("/v1/auth/approle/login")).hasSize(2);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void aTokenIsRenewedBeforeItsEndWhileNobodyUsesIt() {
    SignIn.Token token =
        vault.token(Map.of("policies", new JsonArray().add("keyserver"), "ttl", "90m"));
    try (OnPremPlatform platform = open(token)) {
      assertThat(find(platform)).contains("found");
      assertThat(time.alarms())
          .singleElement()
          .satisfies(alarm ->
              assertThat(alarm.delay()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60)));
      time.ring();
      assertThat(front.requests("/v1/auth/token/renew-self")).hasSize(1);
      assertThat(time.alarms()).hasSize(1);
      time.ring();
      assertThat(front.requests("/v1/auth/token/renew-self")).hasSize(2);
      // beyond what the token was first good for, and not looked up again
      assertThat(find(platform)).contains("found");
      assertThat(front.requests("/v1/auth/token/lookup-self")).hasSize(1);
    }
    assertThat(time.alarms()).isEmpty();
  }

  @Test
  void aRenewalThatFailsForNowIsTriedAgainBeforeTheEnd() {
    SignIn.AppRole role = vault.appRole("keyserver");
    try (OnPremPlatform platform = open(role)) {
      assertThat(find(platform)).contains("found");
      front.answer(_ -> Optional.of(new TestFront.Answer(503, "{\"errors\":[\"sealed\"]}")));
      time.ring();
      assertThat(time.alarms())
          .singleElement()
          .satisfies(alarm -> assertThat(alarm.delay()).isEqualTo(Duration.ofMinutes(10)));
      front.answer(_ -> Optional.empty());
      time.ring();
      assertThat(time.alarms())
          .singleElement()
          .satisfies(alarm -> assertThat(alarm.delay()).isEqualTo(Duration.ofMinutes(40)));
      assertThat(front.requests("/v1/auth/approle/login")).hasSize(1);
    }
  }

  @Test
  void whoeverSignsInAgainDoesNotWaitForARenewalThatHangs() throws InterruptedException {
    CountDownLatch renewing = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    front.answer(request -> {
      if (request.path().endsWith("/renew-self")) {
        renewing.countDown();
        awaitOrFail(never);
      }
      return Optional.empty();
    });
    OnPremConfig config =
        TestPlatforms.inVault(TestVault.at(front.address(), vault.appRole("keyserver", "2s")));
    try (OnPremPlatform platform =
        new OnPremPlatform(config, time, new SecureRandom(), time, Alarm.onItsOwnThread())) {
      assertThat(find(platform)).contains("found");
      assertThat(renewing.await(1, TimeUnit.MINUTES)).isTrue();
      time.pass(Duration.ofSeconds(2));
      assertThat(find(platform)).contains("found");
    } finally {
      never.countDown();
    }
    assertThat(front.requests("/v1/auth/approle/login")).hasSize(2);
  }

  @Test
  void aServiceAccountsTokenIsReadAtEachSignIn(@TempDir Path directory) throws IOException {
    Path jwt = Files.writeString(directory.resolve("token"), "first.jwt\n");
    front.answer(request ->
        request.path().equals("/v1/auth/clusters/east/login")
            ? Optional.of(kubernetesAnswer(request.body()))
            : Optional.empty());
    try (OnPremPlatform platform = open(new SignIn.Kubernetes("clusters/east", "keyserver", jwt))) {
      assertThat(find(platform)).contains("found");
      Files.writeString(jwt, "second.jwt\n");
      time.pass(Duration.ofHours(1));
      assertThat(find(platform)).contains("found");
      Files.writeString(jwt, "expired.jwt\n");
      time.pass(Duration.ofHours(1));
      assertThatThrownBy(() -> find(platform))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("bind this service account to the role");
      Files.delete(jwt);
      assertThatThrownBy(() -> find(platform))
          .isInstanceOf(PortFailure.class)
          .hasMessageContaining(jwt.toString());
    }
    assertThat(front.requests("/v1/auth/clusters/east/login"))
        .extracting(TestFront.Request::body)
        .containsExactly(
            "{\"role\":\"keyserver\",\"jwt\":\"first.jwt\"}",
            "{\"role\":\"keyserver\",\"jwt\":\"second.jwt\"}",
            "{\"role\":\"keyserver\",\"jwt\":\"expired.jwt\"}");
  }

  @Test
  void nothingIsLookedUpBeforeFirstUse() {
    SignIn.Kubernetes nowhere =
        new SignIn.Kubernetes("kubernetes", "keyserver", Path.of("/nonexistent/token"));
    try (OnPremPlatform platform = open(nowhere)) {
      platform.blobs();
      platform.secrets();
      platform.signingKeys();
      platform.keyEncryption();
    }
    assertThat(front.requests("/")).isEmpty();
    assertThat(time.alarms()).isEmpty();
  }

  @Test
  void afterTheCloseNothingIsAsked() {
    OnPremPlatform platform = open(vault.appRole("keyserver"));
    assertThat(find(platform)).contains("found");
    platform.close();

    int before = front.requests("/").size();
    assertThat(time.alarms()).isEmpty();
    assertThatThrownBy(() -> find(platform))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("closed");
    assertThat(front.requests("/")).hasSize(before);
  }

  @Test
  void nobodyShowsACredential() {
    for (SignIn signIn :
        List.of(
            new SignIn.Token(TestVault.secret(CANARY)),
            new SignIn.AppRole("approle", "role", TestVault.secret(CANARY)))) {
      OnPremConfig config = TestPlatforms.inVault(vault.as(signIn));
      try (OnPremPlatform platform = TestPlatforms.open(config)) {
        assertThat(
                List.of(
                    config,
                    platform,
                    platform.secrets(),
                    platform.signingKeys(),
                    platform.keyEncryption()))
            .allSatisfy(each -> assertThat(each.toString()).doesNotContain(CANARY));
      }
    }
    assertThatThrownBy(() -> new SignIn.Token(TestVault.secret(CANARY + "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(CANARY);
  }

  private static void awaitOrFail(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private OnPremPlatform open(SignIn signIn) {
    return time.open(TestVault.at(front.address(), signIn));
  }

  private Optional<String> find(OnPremPlatform platform) {
    return platform.secrets().find("secret/" + path).map(Secret::reveal);
  }

  /** As Vault's documentation of the method has it; the token is a real one. */
  private TestFront.Answer kubernetesAnswer(String body) {
    if (body.contains("expired")) {
      return new TestFront.Answer(403, "{\"errors\":[\"permission denied\"]}");
    }
    SignIn.Token token =
        vault.token(Map.of("policies", new JsonArray().add("keyserver"), "ttl", "2h"));
    return new TestFront.Answer(
        200,
        """
        {"auth": {"client_token": "%s", "accessor": "afa306d0-be3d-c8d2-b0d7-2676e1c0d9b4",
          "policies": ["default", "keyserver"],
          "metadata": {"role": "keyserver", "service_account_name": "keyserver",
            "service_account_namespace": "keyserver", "service_account_secret_name": "",
            "service_account_uid": "d77f89bc-9055-11e7-a068-0800276d99bf"},
          "lease_duration": 3600, "renewable": true},
         "renewable": false, "lease_id": "", "lease_duration": 0, "data": null}
        """
            .formatted(token.token().reveal()));
  }

  private static String everything(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
