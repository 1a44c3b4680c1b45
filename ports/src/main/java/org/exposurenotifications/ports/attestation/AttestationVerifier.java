// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.attestation;

import java.time.Instant;
import org.exposurenotifications.ports.Bytes;

/** Asks whether a request comes from an untampered app on a real device. Thread-safe. */
public interface AttestationVerifier {
  /**
   * Judges one piece of evidence.
   *
   * @param evidence as sent by the device, opaque, at most 32,768 characters
   * @param requestHash 32 bytes that the evidence has to be bound to
   * @param now the instant of the request
   */
  AttestationVerdict verify(String evidence, Bytes requestHash, Instant now);
}
