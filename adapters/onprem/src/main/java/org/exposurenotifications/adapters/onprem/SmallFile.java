// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.exposurenotifications.ports.PortFailure;

/** Files that are read whole: never more of one than the value in it may have. */
final class SmallFile {
  /** A password, a token or a key; clouds allow about as much for a secret. */
  static final int SECRET = 65_536;

  private SmallFile() {}

  /**
   * @throws PortFailure.Permanent if it is longer than {@code most} bytes
   */
  static byte[] read(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw new PortFailure.Permanent(
            file + " is longer than " + most + " bytes: put the value alone into it", null);
      }
      return content;
    }
  }
}
