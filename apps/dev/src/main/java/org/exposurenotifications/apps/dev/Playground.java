// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.exposurenotifications.apps.embedded.PrivateFolder;
import org.exposurenotifications.apps.server.PublicKeys;
import org.exposurenotifications.ports.Bytes;

/** An authority, an app and an export to play with, where nothing else is registered. */
final class Playground {
  private static final String CONFIGURATION =
      """
      # Written by dev, since nothing was registered. Change it, then: keyserver config apply FILE
      healthAuthorities:
        - issuer: iss-test
          audience: aud-test
          name: An authority to play with
          keys:
            - {version: "1", from: 2020-01-01T00:00:00Z, publicKeyFile: authority.pub.pem}
      authorizedApps:
        - {name: com.example.app, regions: [US], healthAuthorities: [iss-test]}
      signatureInfos:
        - {id: us, signingKey: exports-us, keyId: "310", keyVersion: v1}
      exportConfigs:
        - {name: us, bucket: exports, filenameRoot: us, period: 4h, outputRegion: US,
           includeTravelers: true, from: 2020-01-01T00:00:00Z, signatureInfos: [us]}
      """;

  private Playground() {}

  /**
   * Writes the configuration and the authority's keys into the directory.
   *
   * @return the configuration file
   */
  static Path write(DataDirectory directory) throws IOException {
    KeyPair keys = keyPair();
    String secret =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPrivate().getEncoded());
    Files.writeString(
        PrivateFolder.file(directory.root().resolve("authority.pem")),
        "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
    Files.writeString(
        directory.root().resolve("authority.pub.pem"),
        PublicKeys.pem(Bytes.of(keys.getPublic().getEncoded())));
    return Files.writeString(directory.root().resolve("config.yaml"), CONFIGURATION);
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java has no P-256", impossible);
    }
  }
}
