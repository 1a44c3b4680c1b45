// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.exposurenotifications.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Certificates from anyone, signed or not. */
final class CertificateFuzzTest {
  private static final long MOST_BYTES = 4_000_000;

  private final World world = new World();

  @Test
  void aChangedTextIsRefusedOrSaysTheSame() {
    String good = world.forge.sign(Draft.good().signedPart());
    new Fuzz("certificate", MOST_BYTES, Duration.ofSeconds(1))
        .run(
            List.of(good.getBytes(ISO_8859_1)),
            input -> requireNothingElse(new String(input, ISO_8859_1)));
  }

  /** What an authority signs that was taken over, or is in error. */
  @Test
  void signedClaimsAreRefusedOrVerified() {
    String header = Draft.good().headerJson();
    new Fuzz("claims", MOST_BYTES, Duration.ofSeconds(1))
        .run(
            List.of(Draft.good().claimsJson().getBytes(UTF_8)),
            input -> {
              String claims = new String(input, UTF_8);
              assertThat(world.verify(world.forge.sign(Forge.signedPart(header, claims))))
                  .isInstanceOfAny(Refused.class, Verified.class);
            });
  }

  private void requireNothingElse(String certificate) {
    if (world.verify(certificate) instanceof Verified verified) {
      assertThat(verified).isEqualTo(World.VERIFIED);
    }
  }
}
