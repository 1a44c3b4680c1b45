// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.attestation.AttestationVerifier;
import org.exposurenotifications.testing.contracts.AttestationVerifierContract;

final class MemoryAttestationTest implements AttestationVerifierContract {
  private final Map<String, Bytes> genuine = new HashMap<>();

  @Override
  public AttestationVerifier attestation() {
    return MemoryPlatform.attestation(genuine);
  }

  @Override
  public String genuineEvidence(Bytes requestHash, Instant now) {
    String evidence = "evidence of " + now;
    genuine.put(evidence, requestHash);
    return evidence;
  }
}
