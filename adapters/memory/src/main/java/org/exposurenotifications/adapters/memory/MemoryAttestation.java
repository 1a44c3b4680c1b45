// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.attestation.AttestationVerdict;
import org.exposurenotifications.ports.attestation.AttestationVerifier;
import org.jspecify.annotations.Nullable;

final class MemoryAttestation implements AttestationVerifier {
  private final Map<String, Bytes> genuine;

  MemoryAttestation(Map<String, Bytes> genuine) {
    this.genuine = Map.copyOf(genuine);
  }

  @Override
  public AttestationVerdict verify(String evidence, Bytes requestHash, Instant now) {
    @Nullable Bytes boundTo = genuine.get(evidence);
    if (boundTo == null) {
      return new AttestationVerdict.Untrusted("unknown");
    }
    return boundTo.equals(requestHash)
        ? new AttestationVerdict.Trusted()
        : new AttestationVerdict.Untrusted("other-request");
  }
}
