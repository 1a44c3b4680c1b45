// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.attestation.AttestationVerdict;
import org.exposurenotifications.ports.attestation.AttestationVerifier;
import org.junit.jupiter.api.Test;

/** The clauses of {@link AttestationVerifier}. */
public interface AttestationVerifierContract {
  /** The verifier under test: the same within a test. */
  AttestationVerifier attestation();

  /** Evidence of an untampered app on a real device, bound to the request and made just now. */
  String genuineEvidence(Bytes requestHash, Instant now);

  @Test
  default void genuineEvidenceIsTrusted() {
    String evidence = genuineEvidence(Ecdsa.sha256("request"), Samples.NOW);
    assertThat(attestation().verify(evidence, Ecdsa.sha256("request"), Samples.NOW))
        .isEqualTo(new AttestationVerdict.Trusted());
  }

  @Test
  default void evidenceOfAnotherRequestIsNotTrusted() {
    String evidence = genuineEvidence(Ecdsa.sha256("request"), Samples.NOW);
    assertThat(attestation().verify(evidence, Ecdsa.sha256("another"), Samples.NOW))
        .isInstanceOf(AttestationVerdict.Untrusted.class);
  }

  @Test
  default void whatIsNoEvidenceIsNotTrustedAndNotRepeated() {
    for (String text : List.of("", "nonsense", "\u0000", "x".repeat(32_768))) {
      assertThat(attestation().verify(text, Ecdsa.sha256("request"), Samples.NOW))
          .isInstanceOfSatisfying(
              AttestationVerdict.Untrusted.class,
              verdict -> assertThat(verdict.reason()).matches("[a-z-]{1,40}"));
    }
  }
}
