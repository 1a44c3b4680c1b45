// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.exposurenotifications.ports.Bytes;

/**
 * One signature over {@code export.bin}.
 *
 * @param batchNumber 0 if it says none
 * @param batchSize 0 if it says none
 * @param signature DER, unless somebody wrote something else
 */
public record FileSignature(SignerName signer, int batchNumber, int batchSize, Bytes signature) {
  /**
   * Whether the signature is by this key, over content of this digest, and of the one algorithm
   * that is known.
   *
   * @param key P-256
   * @param sha256 of {@code export.bin}
   */
  public boolean verifies(PublicKey key, Bytes sha256) {
    if (!signer.algorithm().equals(SignerName.ECDSA_WITH_SHA256)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("NONEwithECDSA");
      verifier.initVerify(key);
      verifier.update(sha256.toByteArray());
      return verifier.verify(signature.toByteArray());
    } catch (GeneralSecurityException _) {
      return false; // neither a signature nor a key of this kind
    }
  }
}
