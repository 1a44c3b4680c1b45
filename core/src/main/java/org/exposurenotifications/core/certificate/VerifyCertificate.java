// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import com.google.crypto.tink.PublicKeyVerify;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.ReportType;

/** Checks the certificate of an upload, in the order of publish.md 4.2. Thread-safe. */
public final class VerifyCertificate {
  private final AuthorityLookup authorities;

  public VerifyCertificate(AuthorityLookup authorities) {
    this.authorities = authorities;
  }

  /**
   * Looks for the first fault.
   *
   * @param allowedIssuers authorities that may certify for the uploading app
   */
  public CertificateOutcome verify(CertifiedKeys upload, Set<String> allowedIssuers, Instant now) {
    Optional<Jwt> parsed = Jwt.parse(upload.certificate());
    if (parsed.isEmpty()) {
      return new Refused(Reason.MALFORMED);
    }
    Jwt jwt = parsed.get();
    Optional<Reason> headerFault = headerFault(jwt);
    if (headerFault.isPresent()) {
      return new Refused(headerFault.get());
    }
    Optional<TrustedAuthority> authority =
        jwt.claims().issuer().flatMap(issuer -> authorities.find(issuer, now));
    if (authority.isEmpty()) {
      return new Refused(Reason.ISSUER);
    }
    Optional<Reason> fault =
        signatureFault(jwt, authority.get(), now)
            .or(() -> permissionFault(authority.get(), allowedIssuers));
    return fault.isPresent()
        ? new Refused(fault.get())
        : outcome(jwt.claims(), upload, authority.get());
  }

  private static Optional<Reason> headerFault(Jwt jwt) {
    if (!jwt.algorithm().equals(Optional.of(new Member.Text("ES256")))) {
      return Optional.of(Reason.ALGORITHM);
    }
    return jwt.keyId().isEmpty() ? Optional.of(Reason.KEY_ID) : Optional.empty();
  }

  private static Optional<Reason> signatureFault(Jwt jwt, TrustedAuthority authority, Instant now) {
    if (!jwt.claims().audience().equals(Optional.of(authority.audience()))) {
      return Optional.of(Reason.AUDIENCE);
    }
    Optional<PublicKeyVerify> verifier = verifier(jwt, authority, now);
    if (verifier.isEmpty()) {
      return Optional.of(Reason.NO_ACTIVE_KEY);
    }
    return jwt.claims()
        .timeFault(now)
        .or(() -> isSigned(jwt, verifier.get()) ? Optional.empty() : Optional.of(Reason.SIGNATURE));
  }

  private static Optional<PublicKeyVerify> verifier(
      Jwt jwt, TrustedAuthority authority, Instant now) {
    // a key id that is no text names no key
    return jwt.keyId().orElseThrow() instanceof Member.Text(String version)
        ? authority.verifier(version, now)
        : Optional.empty();
  }

  private static boolean isSigned(Jwt jwt, PublicKeyVerify verifier) {
    try {
      verifier.verify(jwt.signature().toByteArray(), jwt.signedPart().toByteArray());
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static Optional<Reason> permissionFault(
      TrustedAuthority authority, Set<String> allowedIssuers) {
    return allowedIssuers.contains(authority.issuer())
        ? Optional.empty()
        : Optional.of(Reason.AUTHORITY_NOT_ALLOWED);
  }

  private static CertificateOutcome outcome(
      Claims claims, CertifiedKeys upload, TrustedAuthority authority) {
    Optional<ReportType> reportType = claims.reportType().flatMap(ReportType::ofClaim);
    if (reportType.isEmpty()) {
      return new Refused(Reason.REPORT_TYPE);
    }
    Optional<Reason> fault = macFault(claims, upload);
    return fault.isPresent()
        ? new Refused(fault.get())
        : new Verified(authority.issuer(), reportType.get(), claims.symptomOnsetInterval());
  }

  private static Optional<Reason> macFault(Claims claims, CertifiedKeys upload) {
    Optional<Bytes> mac = TolerantBase64.decode(claims.tekMac().orElse(""));
    if (mac.isEmpty()) {
      return Optional.of(Reason.TEKMAC);
    }
    Optional<Bytes> secret = TolerantBase64.decode(upload.hmacKey());
    if (secret.isEmpty()) {
      return Optional.of(Reason.HMAC_KEY);
    }
    return TekMac.matches(secret.get(), upload.keys(), mac.get())
        ? Optional.empty()
        : Optional.of(Reason.HMAC_MISMATCH);
  }
}
