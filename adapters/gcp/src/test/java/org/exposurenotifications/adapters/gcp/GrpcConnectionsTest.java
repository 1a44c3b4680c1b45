// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of calls to Secret Manager and Cloud KMS when their connections are reset. */
final class GrpcConnectionsTest {
  private final TestCloud cloud = new TestCloud();
  private final GcpConfig direct = cloud.config(false);
  private final ConnectionRelay relay = new ConnectionRelay(direct.endpoints().kms().orElseThrow());
  private final GcpPlatform platform =
      new GcpPlatform(
          new GcpConfig(
              direct.project(),
              direct.keyRing(),
              false,
              direct.deadline(),
              new GcpConfig.Endpoints(
                  Optional.empty(), Optional.of(relay.address()), Optional.of(relay.address()))),
          TestCloud.NO_CREDENTIALS);
  private List<Runnable> calls = List.of();

  @BeforeEach
  void prepare() {
    cloud.plantSecret("password", "canary");
    SigningKey signing = platform.signingKeys().ensure("signing");
    platform.keyEncryption().ensure("sealing");
    calls =
        List.of(
            () ->
                assertThat(platform.secrets().find("password").map(Secret::reveal))
                    .hasValue("canary"),
            () ->
                assertThat(signing.signDigest(Samples.utf8("0123456789".repeat(4).substring(8))))
                    .isNotNull(),
            () ->
                assertThat(
                        platform
                            .keyEncryption()
                            .encrypt("sealing", Samples.utf8("canary"), Samples.utf8("data")))
                    .isNotNull());
    calls.forEach(Runnable::run);
  }

  @AfterEach
  void close() {
    platform.close();
    relay.close();
    cloud.close();
  }

  @Test
  void oneResetInTheMiddleOfARequestIsSurvived() {
    for (Runnable call : calls) {
      relay.resetNextRequest();
      call.run();
      assertThat(relay.resets()).isEqualTo(1);
    }
  }

  @Test
  void connectionsThatAreAlwaysResetAreTransientAfterSomeTriesInTime() {
    relay.resetAll(true);
    for (Runnable call : calls) {
      long start = System.nanoTime();
      assertThatThrownBy(call::run)
          .isInstanceOf(PortFailure.Transient.class)
          .hasMessageNotContaining("canary");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isLessThanOrEqualTo(direct.deadline().multipliedBy(2));
    }
    assertThat(relay.resets()).isBetween(2 * calls.size(), 30 * calls.size());
  }
}
