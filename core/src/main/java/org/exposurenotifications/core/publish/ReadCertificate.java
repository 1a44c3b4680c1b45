// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.exposurenotifications.core.certificate.AuthorityLookup;
import org.exposurenotifications.core.certificate.CertificateOutcome;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertifiedKeys;
import org.exposurenotifications.core.certificate.TekMac;
import org.exposurenotifications.core.certificate.VerifyCertificate;
import org.exposurenotifications.ports.config.AuthorizedApp;

/** Takes from the certificate what it proves; some apps may do without (publish.md 3, 4). */
final class ReadCertificate {
  private final VerifyCertificate verifyCertificate;

  ReadCertificate(AuthorityLookup authorities) {
    this.verifyCertificate = new VerifyCertificate(authorities);
  }

  Step<Claims> read(PublishRequest request, AuthorizedApp app, Instant now) {
    CertifiedKeys certified =
        new CertifiedKeys(
            request.verificationPayload(),
            request.hmacKey(),
            request.keys().stream().map(ClientKey::text).toList());
    return switch (verifyCertificate.verify(certified, app.healthAuthorities(), now)) {
      case CertificateOutcome.Verified(var issuer, var reportType, var onset) ->
          new Step.Go<>(
              new Claims(
                  Optional.of(issuer), Optional.of(reportType), onset, sorted(request.keys())));
      case CertificateOutcome.Refused(Reason reason) when app.bypassHealthAuthorityVerification() ->
          new Step.Go<>(
              new Claims(
                  Optional.empty(),
                  Optional.empty(),
                  OptionalLong.empty(),
                  reason == Reason.HMAC_MISMATCH ? sorted(request.keys()) : request.keys()));
      case CertificateOutcome.Refused(Reason reason) ->
          Step.stop(
              PublishOutcome.Reason.HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID,
              "the verification certificate is not accepted: " + reason.word());
    };
  }

  /** Once the MAC is computed, messages number the keys in its order (publish.md 4.3). */
  private static List<ClientKey> sorted(List<ClientKey> keys) {
    return keys.stream().sorted(Comparator.comparing(ClientKey::key, TekMac.KEY_ORDER)).toList();
  }
}
