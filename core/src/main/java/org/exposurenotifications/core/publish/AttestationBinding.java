// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import org.exposurenotifications.core.certificate.TekMac;
import org.exposurenotifications.ports.Bytes;

/** What a device's evidence has to be bound to, so that it counts for one upload only. */
public final class AttestationBinding {
  private static final String PURPOSE = "gaen-attest-v1";

  private AttestationBinding() {}

  /**
   * SHA-256 over three parts, each after its length as four bytes, big-endian: the text {@code
   * gaen-attest-v1}, the app's name in lower case, and the SHA-256 of the MAC's message with four
   * fields (publish.md 4.3).
   *
   * @return 32 bytes
   */
  public static Bytes requestHash(String appName, List<ClientKey> keys) {
    String message = TekMac.message(keys.stream().map(ClientKey::text).toList());
    MessageDigest hash = sha256();
    addPart(hash, PURPOSE.getBytes(UTF_8));
    addPart(hash, appName.toLowerCase(Locale.ROOT).getBytes(UTF_8));
    addPart(hash, sha256().digest(message.getBytes(UTF_8)));
    return Bytes.of(hash.digest());
  }

  private static void addPart(MessageDigest hash, byte[] part) {
    hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    hash.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
