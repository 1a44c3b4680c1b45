// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.util.Throwables;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.testing.contracts.DatabaseCredentialsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The SDK's own service account, with a token endpoint on this machine. */
@Execution(ExecutionMode.CONCURRENT)
final class CloudSqlCredentialsTest implements DatabaseCredentialsContract {
  private static final GcpConfig CONFIG =
      new GcpConfig(
          TestCloud.PROJECT,
          Optional.empty(),
          false,
          Duration.ofSeconds(3),
          GcpConfig.Endpoints.GOOGLE);

  private final TokenServer server = new TokenServer();
  private final GcpPlatform platform = new GcpPlatform(CONFIG, server::serviceAccount);

  @AfterEach
  void close() {
    platform.close();
    server.close();
  }

  @Override
  public DatabaseCredentials databaseCredentials() {
    // so short that the SDK takes what is issued for nearly over
    server.lifetimeSeconds = 100;
    return platform.databaseCredentials().orElseThrow();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void passTimeUntil(Instant expiry) {
    // it is, for the SDK
  }

  @Override
  public void takeTheIdentityAway() {
    server.status = 401;
  }

  @Test
  void thePasswordIsTheTokenThatWasIssuedForSigningIn() {
    assertThat(issue()).isEqualTo(server.issued.getFirst());
    assertThat(server.claims)
        .singleElement()
        .asString()
        .contains("\"scope\":\"https://www.googleapis.com/auth/sqlservice.login\"")
        .contains("\"iss\":\"keyserver@p.iam.gserviceaccount.com\"");
  }

  @Test
  void aTokenIsKeptWhileItIsGood() {
    assertThat(issue()).isEqualTo(issue());
    assertThat(server.issued).hasSize(1);
  }

  @Test
  void nobodyIsAskedBeforeTheFirstConnection() {
    assertThat(platform.databaseCredentials()).isPresent();
    assertThat(server.issued).isEmpty();
  }

  @Test
  void aRefusalIsPermanentAndShowsNoVendorsWords() {
    server.status = 400;
    assertThatThrownBy(this::issue)
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("'keyserver@p.iam'")
        .hasMessageContaining("attach a service account")
        .hasMessageNotContaining("invalid_grant");
  }

  @Test
  void aFailureOfTheServerIsTransient() {
    server.status = 503;
    assertThatThrownBy(this::issue)
        .isInstanceOf(PortFailure.Transient.class)
        .extracting(Throwables::getStackTrace)
        .asString()
        .doesNotContain("PRIVATE KEY");
  }

  @Test
  void anIdentityThatIsNotThereIsPermanent() {
    try (GcpPlatform nobody = new GcpPlatform(CONFIG)) {
      DatabaseCredentials credentials = nobody.databaseCredentials().orElseThrow();
      assertThatThrownBy(() -> credentials.issue("host", 5432, "user"))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("no Google credentials were found");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Error code 404 trying to get security access token, true",
    "Unexpected Error code 403 trying to get security access token, true",
    "Unexpected Error code 429 trying to get security access token, false",
    "Unexpected Error code 503 trying to get security access token, false",
    "Connection reset, false"
  })
  void whatTheMetadataServerRefusesIsPermanent(String words, boolean permanent) {
    try (GcpPlatform machine = new GcpPlatform(CONFIG, () -> new Failing(words))) {
      DatabaseCredentials credentials = machine.databaseCredentials().orElseThrow();
      assertThatThrownBy(() -> credentials.issue("host", 5432, "user"))
          .isInstanceOf(permanent ? PortFailure.Permanent.class : PortFailure.Transient.class)
          .hasMessageNotContaining(words);
    }
  }

  private String issue() {
    return platform
        .databaseCredentials()
        .orElseThrow()
        .issue("10.0.0.3", 5432, "keyserver@p.iam")
        .secret()
        .reveal();
  }

  /** As the SDK tells what it was answered. */
  private static final class Failing extends GoogleCredentials {
    private static final long serialVersionUID = 1;
    private final String words;

    Failing(String words) {
      this.words = words;
    }

    @Override
    public AccessToken refreshAccessToken() throws IOException {
      throw new IOException(words);
    }
  }
}
