// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class OnPremPlatformTest implements PlatformContract {
  @TempDir Path root;
  private Platform platform;

  @BeforeEach
  void open() {
    platform =
        TestPlatforms.inFiles(
            root.resolve("blobs"), root.resolve("keys"), root.resolve("secrets"), Map.of());
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public String plantSecret(String name, String value) {
    try {
      Path directory = Files.createDirectories(root.resolve("secrets"));
      Files.writeString(directory.resolve(name), value);
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
