// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.publish.PublishOutcome.Refused;
import org.exposurenotifications.ports.attestation.AttestationVerdict;

/** Asks for a verdict about the device, as far as the policy wants one. */
final class CheckAttestation {
  private static final int MAX_LENGTH = 32_768;

  private final AttestationPolicy policy;

  CheckAttestation(AttestationPolicy policy) {
    this.policy = policy;
  }

  /** The refusal, if there is one. */
  Optional<Refused> check(PublishRequest request, String appName, Instant now) {
    return switch (policy.mode()) {
      case OFF -> Optional.empty();
      case OBSERVE -> {
        verdict(request, appName, now);
        yield Optional.empty();
      }
      case ENFORCE ->
          switch (verdict(request, appName, now)) {
            case AttestationVerdict.Trusted _, AttestationVerdict.Undecided _ -> Optional.empty();
            case AttestationVerdict.Untrusted _ -> Optional.of(refused());
          };
    };
  }

  private AttestationVerdict verdict(PublishRequest request, String appName, Instant now) {
    String evidence = request.attestation();
    if (evidence.isEmpty()) {
      return new AttestationVerdict.Untrusted("absent");
    }
    if (evidence.length() > MAX_LENGTH) {
      return new AttestationVerdict.Untrusted("too long");
    }
    return policy
        .verifier()
        .verify(evidence, AttestationBinding.requestHash(appName, request.keys()), now);
  }

  private static Refused refused() {
    return new Refused(
        PublishOutcome.Reason.ATTESTATION_INVALID,
        "the evidence about app and device is missing or not accepted",
        List.of());
  }
}
