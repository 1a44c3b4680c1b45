// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import org.exposurenotifications.ports.attestation.AttestationVerdict;
import org.exposurenotifications.ports.attestation.AttestationVerifier;

/**
 * Whether uploads need evidence of a genuine app on a real device.
 *
 * @param verifier asked unless the mode is {@link Mode#OFF}
 */
public record AttestationPolicy(Mode mode, AttestationVerifier verifier) {
  /** Nobody is asked: the default. */
  public static final AttestationPolicy OFF =
      new AttestationPolicy(Mode.OFF, (_, _, _) -> new AttestationVerdict.Undecided());

  /** What follows from a verdict. */
  public enum Mode {
    /** The verifier is not asked. */
    OFF,
    /** It is asked, and counts its verdicts; every upload passes. */
    OBSERVE,
    /** An upload without sound evidence is refused; one passes that could not be judged. */
    ENFORCE
  }
}
