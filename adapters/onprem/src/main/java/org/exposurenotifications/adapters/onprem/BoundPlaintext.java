// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;

/**
 * A plaintext behind the SHA-256 digest of its associated data. Vault binds associated data by
 * itself from version 1.12 on, but earlier ones, and proxies, drop it without a word: the digest
 * notices.
 */
final class BoundPlaintext {
  private static final int DIGEST = 32;

  private BoundPlaintext() {}

  static Bytes seal(Bytes plaintext, Bytes associatedData) {
    return Bytes.of(
        ByteBuffer.allocate(DIGEST + plaintext.length())
            .put(digest(associatedData))
            .put(plaintext.toByteArray())
            .array());
  }

  /** Empty if it was sealed with other associated data. */
  static Optional<Bytes> open(Bytes sealed, Bytes associatedData) {
    byte[] all = sealed.toByteArray();
    return all.length >= DIGEST
            && MessageDigest.isEqual(Arrays.copyOf(all, DIGEST), digest(associatedData))
        ? Optional.of(Bytes.of(Arrays.copyOfRange(all, DIGEST, all.length)))
        : Optional.empty();
  }

  private static byte[] digest(Bytes associatedData) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(associatedData.toByteArray());
    } catch (NoSuchAlgorithmException e) {
      throw new PortFailure.Permanent("SHA-256 does not work here", e);
    }
  }
}
