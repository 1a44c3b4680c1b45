// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class ReadsAFile {
  private ReadsAFile() {}

  static String text() throws IOException {
    return Files.readString(Path.of("rules.txt"));
  }
}
