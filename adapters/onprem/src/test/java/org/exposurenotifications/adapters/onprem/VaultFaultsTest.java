// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.adapters.onprem.OnPremConfig.SignIn;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.standins.StandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Vault, and the way to it, may do wrong. */
final class VaultFaultsTest {
  private static final String LOOKED_UP =
      "{\"renewable\":false,\"data\":{\"ttl\":0,\"renewable\":false,\"policies\":[]}}";
  private static final String FOUND =
      "{\"data\":{\"data\":{\"value\":\"found\"},\"metadata\":{\"version\":1}}}";
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final TestTime time = new TestTime();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private TestFront front;
  private OnPremPlatform platform;

  @BeforeEach
  void open() throws IOException {
    front = TestFront.alone(_ -> Optional.of(new TestFront.Answer(503, "")));
    platform = open(front.address());
  }

  @AfterEach
  void close() {
    end.countDown();
    platform.close();
    front.close();
  }

  @Test
  void aSealedVaultIsAskedAFewTimes() {
    assertThatThrownBy(this::find)
        .isInstanceOf(PortFailure.Transient.class)
        .hasMessageContaining("sealed");
    assertThat(front.requests("/")).hasSize(Retries.MOST_TRIES);
    assertThat(time.pauses()).hasSize(Retries.MOST_TRIES - 1);
    assertThat(time.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofSeconds(5), DEADLINE);
  }

  @ParameterizedTest
  @ValueSource(ints = {412, 429, 500, 502, 503, 504})
  void whatPassesIsNotNoticed(int status) {
    answer(new TestFront.Answer(status, "{\"errors\":[]}"), 2);

    assertThat(find()).contains("found");
    assertThat(asked).hasValue(3);
    assertThat(time.pauses()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"errors\":[\"bad\"]}", "404|{\"errors\":[\"no handler for route\"]}",
        "405|{\"errors\":[\"unsupported operation\"]}", "403|{\"errors\":[\"permission denied\"]}",
        "200|<html>Welcome to the coffee shop</html>", "200|{}"
      })
  void whatStaysIsToldAtOnce(int status, String body) {
    answer(new TestFront.Answer(status, body), 100);

    assertThatThrownBy(this::find).isInstanceOf(PortFailure.Permanent.class);
    assertThat(asked).hasValue(1);
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void aTokenThatCannotBeLookedUpForNowIsLookedUpAgain() {
    AtomicInteger lookUps = new AtomicInteger();
    front.answer(request ->
        Optional.of(
            request.path().contains("/lookup-self")
                ? lookUps.incrementAndGet() < 3
                    ? new TestFront.Answer(500, "")
                    : new TestFront.Answer(200, LOOKED_UP)
                : new TestFront.Answer(200, FOUND)));

    assertThat(find()).contains("found");
    assertThat(lookUps).hasValue(3);
  }

  @Test
  void anAnswerThatIsCutOffIsAskedForAgain() {
    front.answer(request -> {
      if (request.path().contains("/secret/") && asked.incrementAndGet() < 3) {
        throw new IOException("the connection is cut");
      }
      return Optional.of(
          new TestFront.Answer(200, request.path().contains("/secret/") ? FOUND : LOOKED_UP));
    });

    assertThat(find()).contains("found");
    assertThat(asked).hasValue(3);
  }

  @Test
  void nobodyThereIsTransientAndCheckTellsIt() {
    try (OnPremPlatform nobody = open(TestFront.NOBODY)) {
      assertThatThrownBy(() -> nobody.signingKeys().find("us"))
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageContaining("no answer");
      assertThat(nobody.check())
          .singleElement()
          .asString()
          .startsWith("Vault at " + TestFront.NOBODY)
          .contains("no answer");
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedForLong() {
    front.answer(_ -> {
      time.pass(DEADLINE);
      try {
        end.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return Optional.empty();
    });
    SignIn token = new SignIn.Token(TestVault.secret("token"));
    OnPremConfig.Vault hasty =
        new OnPremConfig.Vault(
            front.address(), Optional.empty(), Optional.empty(), token, Duration.ofSeconds(1));
    try (OnPremPlatform waiting = time.open(hasty)) {
      assertThatThrownBy(() -> waiting.secrets().find("secret/a"))
          .isInstanceOf(PortFailure.Transient.class);
    }
    assertThat(front.requests("/")).hasSize(1);
  }

  @Test
  void aThreadThatIsInterruptedStaysSoAndDoesNotTryAgain() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::find).isInstanceOf(PortFailure.Transient.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(time.pauses()).isEmpty();
  }

  @Test
  void aVaultThatWasSealedIsTransient() {
    try (StandIn own = StandIn.vault();
        OnPremPlatform sealed =
            time.open(
                TestVault.at(
                    own.address(),
                    new SignIn.Token(TestVault.secret(own.credentials().secret()))))) {
      assertThat(sealed.check()).isEmpty();
      assertThat(sealed.secrets().find("secret/absent")).isEmpty();
      TestVault.seal(own);

      assertThatThrownBy(() -> sealed.secrets().find("secret/absent"))
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageContaining("sealed");
      assertThatThrownBy(() -> sealed.keyEncryption().ensure("key"))
          .isInstanceOf(PortFailure.Transient.class);
    }
  }

  @Test
  void aNamespaceGoesWithEachRequest() {
    front.answer(request ->
        Optional.of(
            new TestFront.Answer(200, request.path().contains("/secret/") ? FOUND : LOOKED_UP)));
    OnPremConfig.Vault inNamespace =
        new OnPremConfig.Vault(
            front.address(),
            Optional.of("teams/health/"),
            Optional.empty(),
            new SignIn.Token(TestVault.secret("token")),
            DEADLINE);
    try (OnPremPlatform there = time.open(inNamespace)) {
      assertThat(there.secrets().find("secret/a").map(Secret::reveal)).contains("found");
    }
    assertThat(front.requests("/"))
        .hasSize(2)
        .extracting(TestFront.Request::namespace)
        .containsOnly("teams/health");
  }

  @Test
  void aSignatureOfAnotherVersionIsNotTaken() {
    front.answer(request ->
        Optional.of(
            new TestFront.Answer(
                200,
                request.path().contains("/sign/")
                    ? "{\"data\":{\"signature\":\"vault:v2:AAAA\"}}"
                    : request.path().contains("/keys/")
                        ? "{\"data\":{\"type\":\"ecdsa-p256\",\"latest_version\":1,"
                            + "\"keys\":{\"1\":{\"public_key\":\"AAAA\"}}}}"
                        : LOOKED_UP)));
    var key = platform.signingKeys().find("us").orElseThrow();

    assertThatThrownBy(() -> key.signDigest(Bytes.of(new byte[32])))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessage("Vault did not sign with version 1 of the key 'us'");
  }

  private OnPremPlatform open(URI address) {
    return time.open(TestVault.at(address, new SignIn.Token(TestVault.secret("token"))));
  }

  private Optional<String> find() {
    return platform.secrets().find("secret/keyserver/a").map(Secret::reveal);
  }

  /** The first so often, then what is asked for. */
  private void answer(TestFront.Answer fault, int times) {
    front.answer(request ->
        Optional.of(
            request.path().contains("/lookup-self")
                ? new TestFront.Answer(200, LOOKED_UP)
                : asked.incrementAndGet() <= times ? fault : new TestFront.Answer(200, FOUND)));
  }
}
