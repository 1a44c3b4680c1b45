// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.exposurenotifications.apps.phone.Authority;

/**
 * The key pair of a benchmark's authority, kept so that another server can know it: the private
 * half as PKCS#8 and the public half as SubjectPublicKeyInfo, both PEM, the latter in a file of its
 * own with {@code .pub} behind the name.
 */
final class AuthorityKeyFile {
  private AuthorityKeyFile() {}

  /** Reads the pair; makes it if there is none. */
  static KeyPair open(Path file) throws IOException, GeneralSecurityException {
    Path publicFile = file.resolveSibling(file.getFileName() + ".pub");
    if (Files.notExists(file)) {
      KeyPair keys = Authority.newKeys();
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
      Files.writeString(publicFile, pem("PUBLIC KEY", keys.getPublic().getEncoded()));
    }
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(content(publicFile))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(content(file))));
  }

  private static String pem(String label, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] content(Path file) throws IOException {
    String body = Files.readString(file, US_ASCII).replaceAll("-----.*-----|\\s", "");
    try {
      return Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is no PEM file; delete it, and a new one will be made", e);
    }
  }
}
