// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Objects;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileReader;
import org.exposurenotifications.core.exportfile.ReadLimits;
import org.exposurenotifications.core.exportfile.ReadOutcome;
import org.exposurenotifications.ports.Bytes;

/** Files of the folder {@code vectors}. */
final class Vectors {
  static final String REVISED = "exports/revised/1795435200-1795449600-00001.zip";

  private Vectors() {}

  static Path path(String name) {
    URL url = Objects.requireNonNull(Vectors.class.getResource("/vectors/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static PublicKey key(String name) throws IOException {
    return PublicKeyFile.read(path(name));
  }

  static ExportFile export(String name) throws IOException {
    return read(Bytes.of(Files.readAllBytes(path(name))));
  }

  static ExportFile read(Bytes archive) {
    return switch (new ExportFileReader(ReadLimits.DEFAULT).read(archive)) {
      case ReadOutcome.Read(ExportFile file) -> file;
      case ReadOutcome.Refused(String reason) -> throw new AssertionError(reason);
    };
  }
}
