// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GcpNamesTest {
  private static final String RING = TestCloud.KEY_RING;
  private static final String OTHER = "projects/other/locations/global/keyRings/r";

  private final GcpNames names = names(Optional.of(RING));

  @Test
  void aSecretIsInItsNewestVersionUnlessOneIsNamed() {
    assertThat(names.secretVersion("db_password-1"))
        .hasValue("projects/en-contract/secrets/db_password-1/versions/latest");
    assertThat(names.secretVersion("s/versions/3"))
        .hasValue("projects/en-contract/secrets/s/versions/3");
    assertThat(names.secretVersion("projects/example.org:p2/secrets/s"))
        .hasValue("projects/example.org:p2/secrets/s/versions/latest");
    assertThat(names.secretVersion("projects/123/secrets/s/versions/an-alias"))
        .hasValue("projects/123/secrets/s/versions/an-alias");
  }

  @Test
  void whatIsNoSecretIsEmpty() {
    assertThat(
            List.of("", " ", "a b", "a.b", "s/versions/", "s/versions/1/x", "s/1", "projects/p")
                .stream()
                .map(names::secretVersion))
        .containsOnly(Optional.empty());
  }

  @Test
  void aSigningKeyIsInItsFirstVersionUnlessOneIsNamed() {
    assertThat(names.keyVersion("k").map(Object::toString))
        .hasValue(RING + "/cryptoKeys/k/cryptoKeyVersions/1");
    assertThat(names.keyVersion("k/cryptoKeyVersions/12").map(Object::toString))
        .hasValue(RING + "/cryptoKeys/k/cryptoKeyVersions/12");
    assertThat(names.keyVersion(OTHER + "/cryptoKeys/k/cryptoKeyVersions/2").map(Object::toString))
        .hasValue(OTHER + "/cryptoKeys/k/cryptoKeyVersions/2");
  }

  @Test
  void whatIsNoSigningKeyIsEmpty() {
    assertThat(
            List.of("", " ", "a b", "k/2", "k/cryptoKeyVersions/0", "k/cryptoKeyVersions/x", OTHER)
                .stream()
                .map(names::keyVersion))
        .containsOnly(Optional.empty());
  }

  @Test
  void anEncryptionKeyHasNoVersion() {
    assertThat(names.key("k").map(Object::toString)).hasValue(RING + "/cryptoKeys/k");
    assertThat(names.key(OTHER + "/cryptoKeys/k").map(Object::toString))
        .hasValue(OTHER + "/cryptoKeys/k");
    assertThat(names.key("k/cryptoKeyVersions/1")).isEmpty();
  }

  @Test
  void withoutAKeyRingThereAreFullNamesOnly() {
    GcpNames ringless = names(Optional.empty());
    assertThat(ringless.key("k")).isEmpty();
    assertThat(ringless.keyVersion("k")).isEmpty();
    assertThat(ringless.key(OTHER + "/cryptoKeys/k")).isPresent();
  }

  private static GcpNames names(Optional<String> keyRing) {
    return new GcpNames(
        new GcpConfig(
            TestCloud.PROJECT, keyRing, false, Duration.ofSeconds(1), GcpConfig.Endpoints.GOOGLE));
  }
}
