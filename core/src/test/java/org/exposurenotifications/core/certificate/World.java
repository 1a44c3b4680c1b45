// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.exposure.ReportType;

/** One authority, the keys of one upload, and a moment. */
final class World {
  static final Instant NOW = Instant.parse("2026-11-23T22:04:30Z");
  static final String ISSUER = "gov.example.doh";
  static final String AUDIENCE = "en-key-server";
  static final Bytes SECRET = Bytes.ofBase64("AAECAwQFBgcICQoLDA0ODw==");
  static final List<KeyText> KEYS =
      List.of(
          new KeyText("EBESExQVFhcYGRobHB0eHw==", 2_991_600, 144, 4),
          new KeyText("+/8AAAAAAAAAAAAAAAAAAA==", 2_991_744, 72, 0));
  static final Bytes MAC = TekMac.compute(SECRET, TekMac.message(KEYS));
  static final Verified VERIFIED =
      new Verified(ISSUER, ReportType.CONFIRMED, OptionalLong.of(2_991_744));

  final Forge forge = new Forge(1);
  private final TrustedAuthority authority = TrustedAuthority.of(authority(key("r1", forge)));

  static HealthAuthority.Key key(String version, Forge forge) {
    return new HealthAuthority.Key(
        version, NOW.minusSeconds(1), Optional.empty(), forge.publicKeyPem());
  }

  static HealthAuthority authority(HealthAuthority.Key... keys) {
    return new HealthAuthority(ISSUER, AUDIENCE, "Health", Optional.empty(), List.of(keys));
  }

  static CertifiedKeys upload(String certificate) {
    return new CertifiedKeys(certificate, SECRET.base64(), KEYS);
  }

  CertificateOutcome verify(CertifiedKeys upload) {
    return verify(authority, upload, NOW);
  }

  CertificateOutcome verify(String certificate) {
    return verify(upload(certificate));
  }

  CertificateOutcome verify(Draft draft) {
    return verify(forge.sign(draft.signedPart()));
  }

  CertificateOutcome verify(Draft draft, Instant now) {
    return verify(authority, upload(forge.sign(draft.signedPart())), now);
  }

  CertificateOutcome verify(Draft draft, HealthAuthority registered) {
    return verify(TrustedAuthority.of(registered), upload(forge.sign(draft.signedPart())), NOW);
  }

  void refuses(Draft draft, Reason reason) {
    assertThat(verify(draft)).isEqualTo(new Refused(reason));
  }

  void refuses(String certificate, Reason reason) {
    assertThat(verify(certificate)).isEqualTo(new Refused(reason));
  }

  void accepts(Draft draft) {
    assertThat(verify(draft)).isEqualTo(VERIFIED);
  }

  private static CertificateOutcome verify(
      TrustedAuthority trusted, CertifiedKeys upload, Instant now) {
    return new VerifyCertificate(
            (issuer, _) -> issuer.equals(ISSUER) ? Optional.of(trusted) : Optional.empty())
        .verify(upload, Set.of(ISSUER), now);
  }
}
