// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.exposurenotifications.core.exportfile.ExportFile;

/**
 * A file and what is wrong with it.
 *
 * @param file absent if it could not be read
 * @param problems a sentence each; none if a device takes the file
 */
record CheckedFile(Optional<ExportFile> file, List<String> problems) {
  CheckedFile {
    problems = List.copyOf(problems);
  }

  static CheckedFile missing() {
    return new CheckedFile(Optional.empty(), List.of("there is no such file"));
  }

  CheckedFile with(List<String> more) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(more);
    return new CheckedFile(file, all);
  }

  boolean isGood() {
    return problems.isEmpty();
  }

  /** One line. */
  String report(String name) {
    if (!isGood()) {
      return "FAIL " + name + ": " + String.join("; ", problems);
    }
    return "OK   " + name + file.map(CheckedFile::summary).orElse("");
  }

  private static String summary(ExportFile file) {
    return String.format(
        Locale.ROOT,
        ": %d keys, %d revised, region %s, %s to %s, signed by %s",
        file.keys().size(),
        file.revisedKeys().size(),
        file.header().region().isEmpty() ? "(none)" : file.header().region(),
        file.header().start(),
        file.header().end(),
        file.signatures().stream()
            .map(signature -> DeviceVerifier.nameOf(signature.signer()))
            .collect(Collectors.joining(", ")));
  }
}
