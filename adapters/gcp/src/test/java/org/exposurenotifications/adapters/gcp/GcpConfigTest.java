// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GcpConfigTest {
  @Test
  void whatIsSaidIsKept() {
    GcpConfig config =
        new GcpConfig(
            "example.org:my-project",
            Optional.of(TestCloud.KEY_RING),
            true,
            GcpConfig.DEFAULT_DEADLINE,
            GcpConfig.Endpoints.GOOGLE);
    assertThat(config.project()).isEqualTo("example.org:my-project");
    assertThat(config.keyRing()).hasValue(TestCloud.KEY_RING);
    assertThat(config.hsm()).isTrue();
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.endpoints().kms()).isEmpty();
  }

  @Test
  void aProjectIsAnId() {
    for (String project : List.of("", " ", "projects/p", "a b", "Upper", "p/../q")) {
      assertThatThrownBy(() -> config(project, TestCloud.KEY_RING, Duration.ofSeconds(1)))
          .as("'%s'", project)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + project + "'");
    }
  }

  @Test
  void aKeyRingIsAFullName() {
    for (String ring : List.of("", "ring", TestCloud.KEY_RING + "/cryptoKeys/k", "/ring")) {
      assertThatThrownBy(() -> config("p1", ring, Duration.ofSeconds(1)))
          .as("'%s'", ring)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("key ring: '" + ring + "'");
    }
  }

  @Test
  void aDeadlineIsASecondToTenMinutes() {
    GcpConfig _ = config("p1", TestCloud.KEY_RING, Duration.ofSeconds(1));
    GcpConfig _ = config("p1", TestCloud.KEY_RING, Duration.ofMinutes(10));
    for (Duration deadline :
        List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofMinutes(10).plusNanos(1))) {
      assertThatThrownBy(() -> config("p1", TestCloud.KEY_RING, deadline))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(deadline.toString());
    }
  }

  @Test
  void anEndpointIsHostAndPort() {
    GcpConfig.Endpoints _ = endpoints("http://127.0.0.1:1234");
    GcpConfig.Endpoints _ = endpoints("https://secretmanager.europe-west3.rep.googleapis.com");
    for (String address :
        List.of("host:443", "ftp://host", "https://host/path", "https://host/", "//host")) {
      assertThatThrownBy(() -> endpoints(address))
          .as(address)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotShown() {
    assertThatThrownBy(() -> endpoints("https://user:canary@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("canary");
  }

  private static GcpConfig config(String project, String keyRing, Duration deadline) {
    return new GcpConfig(
        project, Optional.of(keyRing), false, deadline, GcpConfig.Endpoints.GOOGLE);
  }

  private static GcpConfig.Endpoints endpoints(String address) {
    Optional<URI> uri = Optional.of(URI.create(address));
    return new GcpConfig.Endpoints(uri, uri, uri);
  }
}
