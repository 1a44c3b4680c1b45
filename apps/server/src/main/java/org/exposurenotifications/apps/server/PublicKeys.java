// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.exposurenotifications.ports.Bytes;

/** Public keys as text. */
public final class PublicKeys {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private PublicKeys() {}

  /**
   * Returns the PEM if it holds a P-256 public key.
   *
   * @throws IllegalArgumentException if it does not
   */
  static String checked(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw new IllegalArgumentException("public key is not a PEM that begins with " + BEGIN);
    }
    String body = text.substring(BEGIN.length(), text.length() - END.length());
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(body);
      var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      if (key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == 256) {
        return text + "\n";
      }
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      // told below
    }
    throw new IllegalArgumentException("public key is not one of the curve P-256");
  }

  /** A key that comes from a platform, ready for use. */
  public static PublicKey decoded(Bytes publicKey) {
    try {
      return KeyFactory.getInstance("EC")
          .generatePublic(new X509EncodedKeySpec(publicKey.toByteArray()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the platform's key is none of P-256", impossible);
    }
  }

  /** As PEM, lines ended by LF. */
  public static String pem(Bytes publicKey) {
    var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return BEGIN + "\n" + encoder.encodeToString(publicKey.toByteArray()) + "\n" + END + "\n";
  }
}
