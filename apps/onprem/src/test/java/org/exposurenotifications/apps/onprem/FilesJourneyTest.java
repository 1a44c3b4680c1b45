// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.exposurenotifications.testing.journey.JourneyContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** On the file system alone. */
final class FilesJourneyTest implements JourneyContract {
  @TempDir Path root;

  @BeforeEach
  void makeFolders() throws IOException {
    for (String closed : new String[] {"keys", "secrets"}) {
      Files.createDirectory(
          root.resolve(closed),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.createDirectories(root.resolve("blobs").resolve(BUCKET));
  }

  @Override
  public Class<?> main() {
    return Main.class;
  }

  @Override
  public Map<String, String> platform() {
    return Map.of(
        "BLOB_FILESYSTEM_ROOT",
        root.resolve("blobs").toString(),
        "KEY_FILESYSTEM_ROOT",
        root.resolve("keys").toString(),
        "SECRET_MANAGER",
        "FILESYSTEM",
        "SECRET_FILESYSTEM_ROOT",
        root.resolve("secrets").toString());
  }

  @Override
  public String signingKey() {
    return "exports-us";
  }

  @Override
  public String plantSecret(String name, String value) throws IOException {
    Path file = Files.writeString(root.resolve("secrets").resolve(name), value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return name;
  }

  @Override
  public URI published(String object) {
    return root.resolve("blobs").resolve(BUCKET).resolve(object).toUri();
  }
}
