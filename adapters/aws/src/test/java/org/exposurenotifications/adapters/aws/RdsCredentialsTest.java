// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.database.DatabasePassword;
import org.exposurenotifications.testing.contracts.DatabaseCredentialsContract;
import org.exposurenotifications.testing.standins.Credentials;
import org.exposurenotifications.testing.standins.aws.RequestSignature;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

final class RdsCredentialsTest implements DatabaseCredentialsContract {
  private static final String REGION = "eu-central-1";
  private static final String HOST = "keys.cluster-abc.eu-central-1.rds.amazonaws.com";
  private static final AwsCredentials KEY =
      AwsBasicCredentials.create("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
  private static final AwsCredentials SESSION =
      AwsSessionCredentials.create(
          "ASIAEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "session+of/a=role");

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private boolean anonymous;
  private final DatabaseCredentials credentials =
      new RdsCredentials(
          REGION,
          new CheckedCredentials(() -> this::identity),
          Optional.of(((InstantSource) () -> now).withZone(ZoneOffset.UTC)));

  @Override
  public DatabaseCredentials databaseCredentials() {
    return credentials;
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

  @Test
  void theTokenOfAKeyIsSignedAsRdsDocumentsIt() throws GeneralSecurityException {
    isSigned(KEY, HOST, 5432, "keyserver");
  }

  @Test
  void theTokenOfARolesSessionToo() throws GeneralSecurityException {
    isSigned(SESSION, HOST, 5432, "keyserver");
  }

  @Test
  void theTokenOfAUserOfUnusualCharactersToo() throws GeneralSecurityException {
    isSigned(KEY, HOST, 3306, "key server+1/ü");
  }

  @Test
  void hostPortAndUserAreSigned() {
    String token = token("a.example", 5432, "u");
    assertThat(token).startsWith("a.example:5432/?");
    assertThat(signature(token))
        .isNotEqualTo(signature(token("b.example", 5432, "u")))
        .isNotEqualTo(signature(token("a.example", 5433, "u")))
        .isNotEqualTo(signature(token("a.example", 5432, "v")))
        .isEqualTo(signature(token("a.example", 5432, "u")));
  }

  @Test
  void aTokenIsOverAfterFifteenMinutes() {
    DatabasePassword password = credentials.issue(HOST, 5432, "keyserver");
    assertThat(password.expires()).isEqualTo(now.plus(Duration.ofMinutes(15)));
    assertThat(parameters(password.secret().reveal())).containsEntry("X-Amz-Expires", "900");
  }

  @Test
  void thePlatformLooksUpItsCredentialsOnFirstUse() {
    AtomicInteger lookUps = new AtomicInteger();
    AwsCredentialsProvider provider =
        () -> {
          lookUps.incrementAndGet();
          return KEY;
        };
    try (AwsPlatform platform =
        new AwsPlatform(AwsConfig.of(REGION), new MemoryPlatform().blobs(), provider)) {
      DatabaseCredentials tokens = platform.databaseCredentials().orElseThrow();
      assertThat(lookUps).hasValue(0);
      assertThat(tokens.issue(HOST, 5432, "keyserver").secret().reveal()).contains("AKIDEXAMPLE");
      assertThat(lookUps).hasValue(1);
    }
  }

  @Test
  void whatCannotBeSignedSaysForWhom() {
    AwsCredentialsProvider failing =
        () -> {
          throw SdkClientException.create("vendor's words");
        };
    assertThatThrownBy(() ->
            new RdsCredentials(REGION, failing, Optional.empty()).issue(HOST, 5432, "keyserver"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("'keyserver'")
        .hasMessageNotContaining("vendor's words");
  }

  private AwsCredentials identity() {
    if (anonymous) {
      throw SdkClientException.create("none");
    }
    return KEY;
  }

  private static void isSigned(AwsCredentials identity, String host, int port, String user)
      throws GeneralSecurityException {
    Instant signed = Instant.parse("2026-02-03T04:05:06Z");
    String token =
        new RdsCredentials(
                REGION,
                StaticCredentialsProvider.create(identity),
                Optional.of(Clock.fixed(signed, ZoneOffset.UTC)))
            .issue(host, port, user)
            .secret()
            .reveal();
    assertThat(token).startsWith(host + ":" + port + "/?");
    Map<String, String> parameters = parameters(token);
    String scope = "20260203/" + REGION + "/rds-db/aws4_request";
    assertThat(decoded(parameters))
        .containsEntry("Action", "connect")
        .containsEntry("DBUser", user)
        .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
        .containsEntry("X-Amz-Credential", identity.accessKeyId() + "/" + scope)
        .containsEntry("X-Amz-Date", "20260203T040506Z")
        .containsEntry("X-Amz-Expires", "900")
        .containsEntry("X-Amz-SignedHeaders", "host");
    if (identity instanceof AwsSessionCredentials session) {
      assertThat(decoded(parameters)).containsEntry("X-Amz-Security-Token", session.sessionToken());
    }
    assertThat(parameters.get("X-Amz-Signature"))
        .isEqualTo(
            RequestSignature.ofQuery(
                parameters,
                host + ":" + port,
                "20260203T040506Z",
                scope,
                new Credentials(identity.accessKeyId(), identity.secretAccessKey())));
  }

  private static Map<String, String> decoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                parameter -> URLDecoder.decode(parameter.getValue(), StandardCharsets.UTF_8)));
  }

  private String token(String host, int port, String user) {
    return credentials.issue(host, port, user).secret().reveal();
  }

  private static String signature(String token) {
    return String.valueOf(parameters(token).get("X-Amz-Signature"));
  }

  private static Map<String, String> parameters(String token) {
    return Arrays.stream(URI.create("https://" + token).getRawQuery().split("&", -1))
        .map(parameter -> parameter.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }
}
