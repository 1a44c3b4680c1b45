// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.keys;

import org.exposurenotifications.ports.Bytes;

/** One P-256 key that can sign; thread-safe. The private half stays where it is. */
public interface SigningKey {
  /**
   * Signs with ECDSA.
   *
   * @param sha256 the digest of the message, 32 bytes
   * @return a DER sequence of two integers (X9.62), about 70 bytes; different each time
   * @throws IllegalArgumentException if the digest has another length
   */
  Bytes signDigest(Bytes sha256);

  /** The public half as SubjectPublicKeyInfo, DER. */
  Bytes publicKey();
}
