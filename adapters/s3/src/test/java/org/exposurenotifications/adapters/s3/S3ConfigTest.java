// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class S3ConfigTest {
  @Test
  void theUsualIsAmazonAskedByTheDefaultChainWithinAMinute() {
    assertThat(S3Config.of("eu-north-1"))
        .isEqualTo(
            new S3Config(
                "eu-north-1", Optional.empty(), false, Optional.empty(), Duration.ofSeconds(60)));
  }

  @Test
  void theTextFormTellsAllButTheSecret() {
    URI endpoint = URI.create("https://s3.example:9000");
    assertThat(S3Server.configAt(endpoint, Duration.ofSeconds(3)))
        .asString()
        .contains("eu-central-1", "https://s3.example:9000", S3Server.KEY.id(), "PT3S")
        .doesNotContain(S3Server.KEY.secret().reveal());
  }

  @Test
  void whatCannotWorkIsRefused() {
    for (String endpoint :
        new String[] {"s3.example", "//s3.example", "ftp://s3.example", "https://u:p@s3.example"}) {
      assertThatThrownBy(() -> S3Server.configAt(URI.create(endpoint), Duration.ofSeconds(1)))
          .as(endpoint)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not an http(s) endpoint");
    }
    assertThatThrownBy(() -> S3Config.of(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> S3Server.configAt(URI.create("http://s3.example"), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
