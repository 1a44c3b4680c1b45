// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnPremPlatformCheckTest {
  @TempDir Path root;

  @Test
  void directoriesThatCanBeMadeAreWellAndAreNotMade() {
    assertThat(check(root.resolve("a/blobs"), root.resolve("b/keys"), root.resolve("c"))).isEmpty();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void filesInPlaceOfDirectoriesAreReportedEach() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");

    assertThat(check(file.resolve("blobs"), file, file))
        .satisfiesExactly(
            blobs -> assertThat(blobs).startsWith("The blob directory").contains("is a file"),
            keys -> assertThat(keys).startsWith("The key directory").contains("is a file"),
            secrets -> assertThat(secrets).startsWith("The secret directory"));
  }

  @Test
  void keysOpenToOthersAreReported() throws IOException {
    Path signing = Files.createDirectories(root.resolve("keys/signing"));
    Files.setPosixFilePermissions(signing, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(check(root.resolve("blobs"), root.resolve("keys"), root))
        .singleElement()
        .asString()
        .contains("chmod 700 " + signing);
  }

  private static List<String> check(Path blobs, Path keys, Path secrets) {
    try (OnPremPlatform platform = TestPlatforms.inFiles(blobs, keys, secrets, Map.of())) {
      return platform.check();
    }
  }
}
