// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Another user of this machine. Only root can act as one. */
final class Stranger {
  static final int UID = 65534;

  private static final System.Logger LOG = System.getLogger(Stranger.class.getName());

  private Stranger() {}

  /** Where not, a line says so, and the test checks owners and modes only. */
  static boolean canAct() throws IOException {
    if (!Owner.isRoot()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "tests act as another user only where they run as root: checking owners and modes only");
    }
    return Owner.isRoot();
  }

  /**
   * @return what the script printed
   */
  static String runs(String script) throws IOException {
    Process process =
        new ProcessBuilder(
                "setpriv", "--reuid=" + UID, "--regid=" + UID, "--clear-groups", "sh", "-c", script)
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static void owns(Path file) throws IOException {
    Files.setAttribute(file, "unix:gid", UID, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(file, "unix:uid", UID, LinkOption.NOFOLLOW_LINKS);
  }
}
