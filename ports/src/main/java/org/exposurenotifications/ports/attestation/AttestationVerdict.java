// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.attestation;

/** What an {@link AttestationVerifier} found. */
public sealed interface AttestationVerdict {
  /** The evidence holds, and is bound to the request. */
  record Trusted() implements AttestationVerdict {}

  /**
   * The evidence does not hold.
   *
   * @param reason one of a small set of words, safe to count and to log
   */
  record Untrusted(String reason) implements AttestationVerdict {}

  /** The vendor could not be asked; whether to let the request pass is the caller's policy. */
  record Undecided() implements AttestationVerdict {}
}
