// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.testing.deployments.TestDatabase;

/**
 * An authority that the tests have the key of, an app, and where a server keeps its things.
 *
 * @param folder of everything below
 */
record Installation(Path folder, Authority authority) {
  static Installation in(Path folder) throws IOException {
    var installation =
        new Installation(folder, new Authority("iss-test", "aud-test", "1", Authority.newKeys()));
    installation.register(false);
    return installation;
  }

  /** Writes the configuration, with an app that may revise without a token or not. */
  Path register(boolean bypassesTokens) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        """
        healthAuthorities:
          - issuer: iss-test
            audience: aud-test
            name: Department of Health
            keys:
              - {version: "1", from: 2020-01-01T00:00:00Z, publicKey: "%s"}
        authorizedApps:
          - {name: %s, regions: [US], healthAuthorities: [iss-test], bypassRevisionToken: %s}
        signatureInfos:
          - {id: us, signingKey: exports-us, keyId: "310", keyVersion: v1}
        exportConfigs:
          - {name: us, bucket: exports, filenameRoot: us, period: 4h, outputRegion: US,
             includeTravelers: true, from: 2020-01-01T00:00:00Z, signatureInfos: [us]}
        """
            .formatted(
                authority.publicKeyPem().replace("\n", "\\n"), Stranger.APP, bypassesTokens));
  }

  Path configuration() {
    return folder.resolve("config.yaml");
  }

  /** Everything {@code serve publish} needs. */
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(TestDatabase.variables());
    variables.put("BIND_ADDRESS", "127.0.0.1");
    variables.put("PORT", "0");
    variables.put("BLOB_FILESYSTEM_ROOT", folder.resolve("blobs").toString());
    variables.put("KEY_FILESYSTEM_ROOT", folder.resolve("keys").toString());
    variables.put("REVISION_TOKEN_KEY_ID", "revision-token");
    variables.put("REVISION_TOKEN_AAD", Base64.getEncoder().encodeToString(new byte[32]));
    return variables;
  }

  /** Makes tables and registers the authority and the app. */
  void migrate() throws Exception {
    String _ = ServerProcess.run(variables(), "migrate");
    String _ = ServerProcess.run(variables(), "config", "apply", configuration().toString());
  }

  ServerProcess dev() throws Exception {
    return ServerProcess.dev(folder.resolve("data"), configuration());
  }
}
