// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.database.DatabasePassword;
import org.exposurenotifications.ports.secrets.Secret;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Tokens of RDS: the address of a request to connect, signed here by the SDK's signer. The client
 * of RDS would do the same, and nothing else that is needed.
 */
final class RdsCredentials implements DatabaseCredentials {
  /** RDS takes no longer. */
  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String SCHEME = "https://";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final String region;
  private final AwsCredentialsProvider credentials;
  private final Optional<Clock> clock;

  /**
   * @param clock if not the signer's own
   */
  RdsCredentials(String region, AwsCredentialsProvider credentials, Optional<Clock> clock) {
    this.region = region;
    this.credentials = credentials;
    this.clock = clock;
  }

  @Override
  public DatabasePassword issue(String host, int port, String user) {
    try {
      return password(sign(request(host, port, user), credentials.resolveCredentials()));
    } catch (SdkException e) {
      throw AwsFailure.of(
          "make a token for the user '" + user + "' of the database",
          "rds-db:connect on this user",
          e);
    }
  }

  private static SdkHttpRequest request(String host, int port, String user) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.GET)
        .protocol("https")
        .host(host)
        .port(port)
        .encodedPath("/")
        .putRawQueryParameter("DBUser", user)
        .putRawQueryParameter("Action", "connect")
        .build();
  }

  private SdkHttpRequest sign(SdkHttpRequest request, AwsCredentials identity) {
    return signer
        .sign(to -> {
          to.identity(identity)
              .request(request)
              .putProperty(AwsV4HttpSigner.REGION_NAME, region)
              .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
              .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
              .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFETIME);
          clock.ifPresent(time -> to.putProperty(HttpSigner.SIGNING_CLOCK, time));
        })
        .request();
  }

  private static DatabasePassword password(SdkHttpRequest signed) {
    String token = signed.getUri().toString().substring(SCHEME.length());
    Instant from =
        TIME.parse(
            signed.firstMatchingRawQueryParameter("X-Amz-Date").orElseThrow(), Instant::from);
    return new DatabasePassword(
        new Secret(Bytes.of(token.getBytes(StandardCharsets.UTF_8))), from.plus(LIFETIME));
  }
}
