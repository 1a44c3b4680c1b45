// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.testing.standins.StandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GcpCheckTest {
  private static StandIn gcs;
  private TestCloud cloud;

  @BeforeAll
  static void start() {
    gcs = StandIn.fakeGcs();
  }

  @BeforeEach
  void open() {
    cloud = new TestCloud(Optional.of(gcs.address()), 0);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  @AfterAll
  static void stop() {
    gcs.close();
  }

  @Test
  void aPermissionThatARoleNeedNotHaveIsNoComplaint() {
    try (GcpPlatform platform = cloud.platform()) {
      cloud.faults().fail(Status.PERMISSION_DENIED, 2);
      assertThat(platform.check()).isEmpty();
      assertThat(cloud.faults().calls()).isEqualTo(2);
    }
  }

  @Test
  void aKeyRingThatIsNotThereIsNamed() {
    GcpConfig config = cloud.config(false);
    GcpConfig other =
        new GcpConfig(
            config.project(),
            Optional.of(TestCloud.KEY_RING + "-absent"),
            config.hsm(),
            config.deadline(),
            config.endpoints());
    try (GcpPlatform platform = new GcpPlatform(other, TestCloud.NO_CREDENTIALS)) {
      assertThat(platform.check())
          .singleElement()
          .asString()
          .contains("the key ring " + TestCloud.KEY_RING + "-absent is not there");
    }
  }

  @Test
  void withoutAKeyRingCloudKmsIsNotAsked() {
    GcpConfig config = cloud.config(false);
    GcpConfig ringless =
        new GcpConfig(
            config.project(), Optional.empty(), false, config.deadline(), config.endpoints());
    try (GcpPlatform platform = new GcpPlatform(ringless, TestCloud.NO_CREDENTIALS)) {
      cloud.faults().fail(Status.OK, 0);
      assertThat(platform.check()).isEmpty();
      assertThat(cloud.faults().calls()).isEqualTo(1);
    }
  }

  @Test
  void refusedCredentialsAreAComplaint() {
    try (GcpPlatform platform = cloud.platform()) {
      cloud.faults().fail(Status.UNAUTHENTICATED, 1);
      assertThat(platform.check())
          .singleElement()
          .asString()
          .contains("Secret Manager", "service account");
    }
  }

  @Test
  void eachServiceThatIsNotReachedIsNamed() {
    Optional<URI> nobody = Optional.of(URI.create("http://127.0.0.1:9"));
    GcpConfig config =
        new GcpConfig(
            TestCloud.PROJECT,
            Optional.of(TestCloud.KEY_RING),
            false,
            Duration.ofSeconds(1),
            new GcpConfig.Endpoints(nobody, nobody, nobody));
    try (GcpPlatform platform = new GcpPlatform(config, TestCloud.NO_CREDENTIALS)) {
      assertThat(platform.check())
          .satisfiesExactly(
              storage -> assertThat(storage).contains("Cloud Storage"),
              secrets -> assertThat(secrets).contains("Secret Manager"),
              keys -> assertThat(keys).contains("Cloud KMS"));
    }
  }
}
