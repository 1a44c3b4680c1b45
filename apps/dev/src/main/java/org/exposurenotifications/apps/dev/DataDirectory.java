// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.exposurenotifications.apps.embedded.PostgresAddress;
import org.exposurenotifications.apps.embedded.PrivateFolder;

/**
 * Where {@code dev} keeps everything.
 *
 * @param root made on first use, closed to others
 */
record DataDirectory(Path root) {
  static final String DEFAULT = ".dev";

  Path database() {
    return root.resolve("postgres");
  }

  /**
   * Makes the directory, closed to others.
   *
   * @throws IOException with the remedy, if it is another user's, or others could change it
   */
  void create() throws IOException {
    Path _ = PrivateFolder.open(root, "choose another folder with --data");
  }

  /**
   * The environment, filled up with what suits one process on one machine: configuration takes
   * effect within a second, keys and files lie here.
   *
   * @param database the embedded one, which the environment cannot change
   */
  Map<String, String> complete(Map<String, String> environment, PostgresAddress database)
      throws IOException {
    var complete = new TreeMap<String, String>();
    complete.put("AUTHORIZED_APP_CACHE_DURATION", "1s");
    complete.put("VERIFICATION_CACHE_DURATION", "1s");
    complete.put("REVISION_TOKEN_KEY_ID", "system/revision-token");
    complete.put("REVISION_TOKEN_AAD", revisionTokenAad());
    complete.putAll(places());
    complete.putAll(environment);
    complete.putAll(database.variables());
    return complete;
  }

  /** Where the platform's parts are, as environment variables. */
  Map<String, String> places() {
    return Map.of(
        "BLOB_FILESYSTEM_ROOT", root.resolve("blobs").toString(),
        "KEY_FILESYSTEM_ROOT", root.resolve("keys").toString(),
        "SECRET_MANAGER", "FILESYSTEM",
        "SECRET_FILESYSTEM_ROOT", root.resolve("secrets").toString());
  }

  /** Kept, since tokens sealed with other associated data do not open. */
  private String revisionTokenAad() throws IOException {
    Path file = root.resolve("revision-token-aad");
    if (!Files.exists(file)) {
      byte[] aad = new byte[32];
      new SecureRandom().nextBytes(aad);
      Files.writeString(file, Base64.getEncoder().encodeToString(aad));
    }
    return Files.readString(file).strip();
  }
}
