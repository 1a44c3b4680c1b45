// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.exposurenotifications.ports.PortFailure;

/** What a file system's failure means to the caller. */
final class FileFailure {
  private FileFailure() {}

  /**
   * @param attempt such as "store v1/index.txt"
   */
  static PortFailure of(String attempt, IOException cause) {
    String message = "could not " + attempt;
    return switch (cause) {
      case AccessDeniedException e ->
          new PortFailure.Permanent(
              message + ": no access to " + e.getFile() + "; change its owner or mode", e);
      case NotDirectoryException e ->
          new PortFailure.Permanent(message + ": " + e.getFile() + " is not a directory", e);
      case IOException e when isReadOnly(e) ->
          new PortFailure.Permanent(message + ": the file system is read-only", e);
      case IOException e -> new PortFailure.Transient(message, e);
    };
  }

  private static boolean isReadOnly(IOException failure) {
    return String.valueOf(failure.getMessage())
        .toLowerCase(Locale.ROOT)
        .contains("read-only file system");
  }
}
