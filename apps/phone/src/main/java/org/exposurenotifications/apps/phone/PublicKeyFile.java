// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads public keys as they are handed to people: PEM, or its base64 alone. */
final class PublicKeyFile {
  private PublicKeyFile() {}

  /**
   * @throws IOException if there is no key in it
   */
  static PublicKey read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no public key " + file);
    }
    String base64 = TextFile.read(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    try {
      return KeyFactory.getInstance("EC")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " holds no public key (PEM, P-256)", e);
    }
  }
}
