// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CryptographyTest {
  @Test
  void theNativeLibraryIsUnpackedIntoAFolderOfItsOwnWhichIsDeleted() throws IOException {
    assertThat(Cryptography.install()).isEqualTo("Conscrypt");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    assertThat(loaded())
        .isNotEmpty()
        .allSatisfy(library -> {
          Path folder = library.resolveSibling(".").normalize();
          assertThat(folder.getFileName().toString()).startsWith("keyserver-");
          assertThat(folder.resolveSibling(".").normalize()).isEqualTo(temporary);
          assertThat(folder).doesNotExist();
        });
  }

  /** Where the library was when the process mapped it. */
  private static List<Path> loaded() throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("conscrypt_openjdk_jni"))
          .map(line -> Path.of(line.replaceFirst("^[^/]*", "").replace(" (deleted)", "")))
          .distinct()
          .toList();
    }
  }
}
