// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.util.Throwables;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobName;
import org.junit.jupiter.api.Test;

/**
 * When credentials are looked up. The default chain finds none here, as the environment names a
 * file that is not there; so it is not a chance of the machine that decides.
 */
final class CredentialsTest {
  private static final BlobName NAME = new BlobName("bucket", "name");

  /** Nothing answers there, not even TLS. */
  private static final Optional<URI> NOBODY = Optional.of(URI.create("https://127.0.0.1:9"));

  private static final GcpConfig CONFIG =
      new GcpConfig(
          TestCloud.PROJECT,
          Optional.of(TestCloud.KEY_RING),
          false,
          Duration.ofSeconds(1),
          new GcpConfig.Endpoints(NOBODY, NOBODY, NOBODY));

  @Test
  void whoAsksForThePartsNeedsNoCredentials() {
    AtomicInteger lookUps = new AtomicInteger();
    try (GcpPlatform platform = new GcpPlatform(CONFIG, () -> token(lookUps))) {
      askForTheParts(platform);
      assertThat(platform.secrets().find("../no/reference")).isEmpty();
      assertThat(platform.signingKeys().find(" ")).isEmpty();
    }
    assertThat(lookUps).hasValue(0);
  }

  @Test
  void allPartsShareOneLookUp() {
    AtomicInteger lookUps = new AtomicInteger();
    try (GcpPlatform platform = new GcpPlatform(CONFIG, () -> token(lookUps))) {
      assertThatThrownBy(() -> platform.secrets().find("s"))
          .isInstanceOf(PortFailure.Transient.class);
      assertThatThrownBy(() -> platform.signingKeys().find("k"))
          .isInstanceOf(PortFailure.Transient.class);
      assertThatThrownBy(() -> platform.blobs().open(NAME))
          .isInstanceOf(PortFailure.Transient.class);
    }
    assertThat(lookUps).hasValue(1);
  }

  @Test
  void withoutDefaultCredentialsTheFirstUseSaysWhatToDo() {
    try (GcpPlatform platform = new GcpPlatform(CONFIG)) {
      askForTheParts(platform);
      assertThatThrownBy(() -> platform.secrets().find("s"))
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("attach a service account");
      assertThatThrownBy(() -> platform.blobs().delete(NAME))
          .isInstanceOf(PortFailure.Permanent.class);
      assertThatThrownBy(() -> platform.keyEncryption().encrypt("k", Bytes.empty(), Bytes.empty()))
          .isInstanceOf(PortFailure.Permanent.class);
      assertThat(platform.check())
          .singleElement()
          .asString()
          .contains("GOOGLE_APPLICATION_CREDENTIALS");
    }
  }

  @Test
  void nothingShowsTheToken() {
    AtomicInteger lookUps = new AtomicInteger();
    try (GcpPlatform platform = new GcpPlatform(CONFIG, () -> token(lookUps))) {
      assertThatThrownBy(() -> platform.blobs().delete(NAME))
          .extracting(Throwables::getStackTrace)
          .asString()
          .contains("delete bucket/name")
          .doesNotContain("canary");
    }
  }

  @Test
  void aClosedPlatformRefuses() {
    GcpPlatform platform = new GcpPlatform(CONFIG);
    platform.close();
    assertThatThrownBy(() -> platform.secrets().find("s"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("closed");
  }

  private static void askForTheParts(GcpPlatform platform) {
    assertThat(platform.blobs()).isNotNull();
    assertThat(platform.secrets()).isNotNull();
    assertThat(platform.signingKeys()).isNotNull();
    assertThat(platform.keyEncryption()).isNotNull();
  }

  private static GoogleCredentials token(AtomicInteger lookUps) {
    lookUps.incrementAndGet();
    Date far = Date.from(Instant.parse("2287-03-01T00:00:00Z"));
    return GoogleCredentials.create(new AccessToken("canary", far));
  }
}
