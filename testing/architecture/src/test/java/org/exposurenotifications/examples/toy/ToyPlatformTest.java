// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class ToyPlatformTest implements PlatformContract {
  @TempDir Path directory;
  private final Platform others = new MemoryPlatform();

  @BeforeEach
  void makeTheSecretFile() throws IOException {
    Files.createFile(secretFile());
  }

  @Override
  public Platform platform() {
    return new ToyPlatform(new ToyConfig(secretFile()), others);
  }

  @Override
  public String plantSecret(String name, String value) {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(secretFile())) {
      secrets.load(reader);
      secrets.setProperty(name, value);
      try (Writer writer = Files.newBufferedWriter(secretFile())) {
        secrets.store(writer, null);
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path secretFile() {
    return directory.resolve("secrets.properties");
  }
}
