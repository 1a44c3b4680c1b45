// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at a directory without touching it; what is wrong is told in a sentence. */
final class DirectoryCheck {
  private DirectoryCheck() {}

  /** A missing directory is well if it can be made. */
  static List<String> writable(String what, Path directory) {
    Path existing = directory.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      return List.of("The " + what + " " + directory + " cannot be: " + existing + " is a file.");
    }
    return Files.isWritable(existing)
        ? List.of()
        : List.of("The " + what + " " + directory + " is not writable: change its owner or mode.");
  }

  /** A missing directory is well: every secret may be in the environment. */
  static List<String> readable(String what, Path directory) {
    return !Files.exists(directory) || (Files.isDirectory(directory) && Files.isReadable(directory))
        ? List.of()
        : List.of("The " + what + " " + directory + " is not a readable directory.");
  }
}
