// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys in the forms that PostgreSQL's own clients take. */
final class ClientKey {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)-----BEGIN ([A-Z ]*PRIVATE KEY)-----(.*?)-----END \\1-----");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final String NO_KEY =
      "holds no private key that can be read: PEM (PKCS #8, PKCS #1 or SEC 1) or DER (PKCS #8)";
  private static final String ENCRYPTED =
      "is encrypted, and there is no password for it: take the password off (openssl pkey -in …"
          + " -out …) and let nobody else read it";

  private static final int WRITE_BY_GROUP_OR_ALL_BY_OTHERS = 0037;
  private static final int ALL_BY_GROUP_AND_OTHERS = 0077;
  private static final int ROOT = 0;

  private ClientKey() {}

  /**
   * @throws IllegalArgumentException if it is no such key; the sentence follows the file's name
   */
  static PrivateKey read(Path file) throws IOException {
    requirePrivate(file);
    byte[] content = Files.readAllBytes(file);
    Matcher block = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
    if (!block.find()) {
      return parsed(content);
    }
    String label = block.group(1);
    if (label.startsWith("ENCRYPTED") || block.group(2).contains("ENCRYPTED")) {
      throw new IllegalArgumentException(ENCRYPTED);
    }
    byte[] der = decoded(block.group(2));
    return parsed(
        switch (label) {
          case "RSA PRIVATE KEY" -> Pkcs8.ofRsa(der);
          case "EC PRIVATE KEY" -> Pkcs8.ofEc(der);
          case String _ -> der;
        });
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(NO_KEY);
    }
  }

  private static PrivateKey parsed(byte[] pkcs8) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException _) {
        // another algorithm's
      }
    }
    throw new IllegalArgumentException(NO_KEY);
  }

  /** As libpq: root's may be read by its group, such as that of a mounted secret. */
  private static void requirePrivate(Path file) throws IOException {
    int mode = (Integer) Files.getAttribute(file, "unix:mode");
    boolean rootOwns = Integer.valueOf(ROOT).equals(Files.getAttribute(file, "unix:uid"));
    int excess = rootOwns ? WRITE_BY_GROUP_OR_ALL_BY_OTHERS : ALL_BY_GROUP_AND_OTHERS;
    if ((mode & excess) != 0) {
      throw new IllegalArgumentException(
          "can be used by other users: close it with chmod 600, or 640 if root owns it");
    }
  }
}
