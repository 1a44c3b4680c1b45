// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.exposurenotifications.core.fixtures.Seeded;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

class DecoyAuthorityTest {
  private static final Set<String> ALLOWED = Set.of(DecoyAuthority.ISSUER);

  private final DecoyAuthority authority = new DecoyAuthority(Seeded.random(1));
  private final CertifiedKeys decoy = World.upload(authority.certify(World.SECRET, World.KEYS));

  @Test
  void itsOwnCertificatesCountAtAnyTime() {
    VerifyCertificate verify = new VerifyCertificate(authority::find);

    for (Instant now : List.of(Instant.EPOCH, World.NOW, Instant.MAX)) {
      assertThat(verify.verify(decoy, ALLOWED, now))
          .isEqualTo(
              new Verified(DecoyAuthority.ISSUER, ReportType.CONFIRMED, OptionalLong.empty()));
    }
  }

  @Test
  void theyAreGoodForTheirKeysOnly() {
    VerifyCertificate verify = new VerifyCertificate(authority::find);

    assertThat(
            verify.verify(
                new CertifiedKeys(
                    decoy.certificate(), decoy.hmacKey(), List.of(World.KEYS.getFirst())),
                ALLOWED,
                World.NOW))
        .isEqualTo(new Refused(Reason.HMAC_MISMATCH));
  }

  @Test
  void nobodyElseTrustsThem() {
    DecoyAuthority other = new DecoyAuthority(Seeded.random(2));

    assertThat(new VerifyCertificate(other::find).verify(decoy, ALLOWED, World.NOW))
        .isEqualTo(new Refused(Reason.SIGNATURE));
    assertThat(new World().verify(decoy)).isEqualTo(new Refused(Reason.ISSUER));
  }

  @Test
  void itKnowsNobodyElse() {
    assertThat(authority.find(World.ISSUER, World.NOW)).isEmpty();
    assertThat(authority.find("DECOY", World.NOW)).isEmpty();
    assertThat(authority.find(DecoyAuthority.ISSUER, World.NOW)).isPresent();
  }
}
