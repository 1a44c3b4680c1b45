// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.testing.contracts.Samples;
import org.exposurenotifications.testing.standins.aws.KmsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@Execution(ExecutionMode.CONCURRENT)
final class AwsFailureTest {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Bytes DIGEST = Bytes.of(new byte[32]);
  private static final Bytes DATA = Samples.utf8("data");
  private static final int ALWAYS = Integer.MAX_VALUE;

  private KmsServer server;
  private Platform platform;

  @BeforeEach
  void start() {
    server = KmsServer.start();
    platform = platformAt(server.address(), AwsServers.CREDENTIALS);
  }

  @AfterEach
  void stop() {
    platform.close();
    server.close();
  }

  @Test
  void whatIsForbiddenNamesThePermission() {
    SigningKey key = platform.signingKeys().ensure("alias/export");
    platform.keyEncryption().ensure("alias/tokens");
    for (String action :
        new String[] {
          "GetPublicKey", "Sign", "DescribeKey", "Encrypt", "Decrypt", "GetSecretValue"
        }) {
      server.fail(action, ALWAYS, 400, "AccessDeniedException");
    }
    permanent(() -> platform.signingKeys().find("alias/export"))
        .hasMessage(
            "could not find the signing key 'alias/export': allow kms:GetPublicKey on this key");
    permanent(() -> key.signDigest(DIGEST)).hasMessageContaining("allow kms:Sign on this key");
    permanent(() -> platform.keyEncryption().ensure("alias/tokens"))
        .hasMessageContaining("allow kms:DescribeKey");
    permanent(() -> platform.keyEncryption().encrypt("alias/tokens", DATA, DATA))
        .hasMessageContaining("allow kms:Encrypt");
    permanent(() -> platform.keyEncryption().decrypt("alias/tokens", DATA, DATA))
        .hasMessageContaining("allow kms:Decrypt");
    permanent(() -> platform.secrets().find("db-password"))
        .hasMessageStartingWith(
            "could not read the secret 'db-password': allow secretsmanager:GetSecretValue on");
  }

  @Test
  void whoMayNotMakeKeysIsToldSo() {
    server.fail("CreateKey", ALWAYS, 400, "AccessDeniedException");
    permanent(() -> platform.signingKeys().ensure("alias/export"))
        .hasMessage("could not make the key 'alias/export': allow kms:CreateKey");
  }

  @Test
  void aKeyThatCannotBeNamedIsDeletedAgain() {
    server.fail("CreateAlias", ALWAYS, 400, "AccessDeniedException");
    permanent(() -> platform.signingKeys().ensure("alias/export"))
        .hasMessageContaining("allow kms:CreateAlias")
        .hasNoSuppressedExceptions();
    assertThat(server.enabledKeys()).isZero();
  }

  @Test
  void aKeyThatCanNeitherBeNamedNorDeletedIsToldOf() {
    server.fail("CreateAlias", ALWAYS, 400, "AccessDeniedException");
    server.fail("ScheduleKeyDeletion", ALWAYS, 400, "AccessDeniedException");
    permanent(() -> platform.signingKeys().ensure("alias/export"))
        .hasMessageContaining("allow kms:CreateAlias")
        .satisfies(thrown ->
            assertThat(thrown.getSuppressed())
                .singleElement()
                .asString()
                .contains("could not delete the unused key")
                .contains("allow kms:ScheduleKeyDeletion"));
  }

  @Test
  void aNewKeyThatIsNotVisibleYetIsWorthARetry() {
    server.fail("GetPublicKey", 2, 400, "NotFoundException");
    assertThatThrownBy(() -> platform.signingKeys().ensure("alias/export"))
        .isInstanceOf(PortFailure.Transient.class);
    assertThat(platform.signingKeys().find("alias/export")).isPresent();
  }

  @Test
  void throttlingIsRetried() {
    server.fail("GetPublicKey", 1, 400, "ThrottlingException");
    assertThat(platform.signingKeys().find("alias/export")).isEmpty();
    assertThat(server.actions()).containsExactly("GetPublicKey", "GetPublicKey");
  }

  @Test
  void throttlingIsTransientWhenTheDeadlineEnds() {
    server.fail("GetSecretValue", ALWAYS, 400, "ThrottlingException");
    Instant start = Instant.now();
    assertThatThrownBy(() -> platform.secrets().find("db-password"))
        .isInstanceOf(PortFailure.Transient.class);
    assertThat(Duration.between(start, Instant.now())).isLessThan(DEADLINE.multipliedBy(2));
    assertThat(server.actions()).hasSizeBetween(2, 5);
  }

  @Test
  void aFailureOfAmazonsOwnIsRetriedAndTransient() {
    server.fail("GetPublicKey", ALWAYS, 500, "KMSInternalException");
    assertThatThrownBy(() -> platform.signingKeys().find("alias/export"))
        .isInstanceOf(PortFailure.Transient.class);
    assertThat(server.actions()).hasSizeBetween(2, 5);
  }

  @Test
  void aServiceThatIsSilentIsTransientSoonAfterTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Platform waiting =
            platformAt(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()), AwsServers.CREDENTIALS)) {
      Instant start = Instant.now();
      assertThatThrownBy(() -> waiting.secrets().find("db-password"))
          .isInstanceOf(PortFailure.Transient.class);
      assertThat(Duration.between(start, Instant.now())).isLessThan(DEADLINE.multipliedBy(2));
    }
  }

  @Test
  void whatCannotBeAskedIsPermanent() {
    AwsConfig nowhere =
        new AwsConfig("no such region", AwsConfig.Endpoints.OF_THE_REGION, DEADLINE);
    try (Platform lost =
        new AwsPlatform(nowhere, new MemoryPlatform().blobs(), AwsServers.credentials())) {
      permanent(() -> lost.secrets().find("db-password"))
          .hasMessageContaining("check region and endpoint");
    }
  }

  @Test
  void badCredentialsAreRefusedAndNotShown() {
    for (AwsCredentials bad :
        new AwsCredentials[] {
          AwsBasicCredentials.create(AwsServers.CREDENTIALS.accessKeyId(), "not-the-secret"),
          AwsBasicCredentials.create("AKIDOTHER", "not-the-secret")
        }) {
      try (Platform refused = platformAt(server.address(), bad)) {
        permanent(() -> refused.signingKeys().find("alias/export"))
            .hasMessageContaining("AWS does not accept the credentials")
            .satisfies(thrown -> assertThat(trace(thrown)).doesNotContain("not-the-secret"));
      }
    }
  }

  @Test
  void expiredCredentialsHaveToBeRenewed() {
    server.fail("GetSecretValue", ALWAYS, 400, "ExpiredTokenException");
    permanent(() -> platform.secrets().find("db-password")).hasMessageContaining("renew");
  }

  @Test
  void aKeyThatIsDisabledSaysSo() {
    SigningKey key = platform.signingKeys().ensure("alias/export");
    server.fail("Sign", ALWAYS, 400, "DisabledException");
    permanent(() -> key.signDigest(DIGEST)).hasMessageContaining("the key is disabled");
  }

  @Test
  void keysOfAnotherKindAreRefused() {
    platform.signingKeys().ensure("alias/export");
    platform.keyEncryption().ensure("alias/tokens");
    permanent(() -> platform.signingKeys().ensure("alias/tokens"))
        .hasMessageContaining("of another kind");
    permanent(() -> platform.keyEncryption().ensure("alias/export"))
        .hasMessageContaining("is no encryption key");
    permanent(() -> platform.keyEncryption().encrypt("alias/export", DATA, DATA))
        .hasMessageContaining("of another kind");
  }

  @Test
  void onlyAnAliasOfOnesOwnCanBeMade() {
    for (String name :
        new String[] {
          "alias/aws/ebs",
          "11111111-2222-3333-4444-555555555555",
          "arn:aws:kms:eu-central-1:111122223333:alias/export"
        }) {
      permanent(() -> platform.signingKeys().ensure(name)).hasMessageContaining("give alias/...");
    }
    permanent(() -> platform.keyEncryption().ensure("tokens"))
        .hasMessage("'tokens' names no KMS key: give a key's id, alias/... or ARN");
    assertThat(server.actions()).doesNotContain("CreateKey");
  }

  @Test
  void whatIsTooLongIsRefused() {
    platform.keyEncryption().ensure("alias/tokens");
    permanent(() ->
            platform
                .keyEncryption()
                .encrypt("alias/tokens", Bytes.of(new byte[4097]), Bytes.empty()))
        .hasMessage(
            "could not encrypt under 'alias/tokens': AWS refuses the request with status 400");
  }

  private static Platform platformAt(URI address, AwsCredentials credentials) {
    return new AwsPlatform(
        new AwsConfig(
            "eu-central-1",
            new AwsConfig.Endpoints(
                Optional.of(address), Optional.of(address), Optional.of(address)),
            DEADLINE),
        new MemoryPlatform().blobs(),
        StaticCredentialsProvider.create(credentials));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> permanent(ThrowingCallable call) {
    return assertThatThrownBy(call).isInstanceOf(PortFailure.Permanent.class);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
