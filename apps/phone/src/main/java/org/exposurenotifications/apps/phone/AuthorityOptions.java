// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import picocli.CommandLine.Option;

/** Who certifies the diagnosis, as it is registered at the server. */
final class AuthorityOptions {
  private static final int P256_BITS = 256;

  @Option(
      names = "--authority-key",
      required = true,
      paramLabel = "FILE",
      description = "Private key of the authority: PEM (PKCS#8), P-256.")
  Path key = Path.of("");

  @Option(names = "--issuer", required = true, paramLabel = "NAME", description = "Its issuer.")
  String issuer = "";

  @Option(names = "--audience", required = true, paramLabel = "NAME", description = "Its audience.")
  String audience = "";

  @Option(
      names = "--key-version",
      required = true,
      paramLabel = "VERSION",
      description = "The version of its key.")
  String keyVersion = "";

  /**
   * @throws IOException if there is no key in the file
   */
  Certifier certifier() throws IOException {
    return new Certifier(issuer, audience, keyVersion, privateKey());
  }

  private PrivateKey privateKey() throws IOException {
    if (!Files.exists(key)) {
      throw new IOException("there is no private key " + key);
    }
    String pem = TextFile.read(key);
    if (pem.contains("BEGIN EC PRIVATE KEY")) {
      throw new IOException(key + " is in another form: openssl pkcs8 -topk8 -nocrypt changes it");
    }
    try {
      byte[] content = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
      PrivateKey read =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
      if (read instanceof ECPrivateKey ec
          && ec.getParams().getCurve().getField().getFieldSize() == P256_BITS) {
        return read;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(key + " holds no private key (PEM, PKCS#8, P-256)", e);
    }
    throw new IOException(key + " holds a key of another curve than P-256");
  }
}
