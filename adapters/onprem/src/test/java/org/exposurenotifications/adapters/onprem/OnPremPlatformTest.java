// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
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
      Path versions = Files.createDirectories(root.resolve("secrets").resolve(name));
      int version = 1;
      while (Files.exists(versions.resolve(Integer.toString(version)))) {
        version++;
      }
      Files.writeString(versions.resolve(Integer.toString(version)), value);
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String pinnedReference(String name, int version) {
    return name + "/" + version;
  }

  @Override
  public void withdrawSecret(String name) {
    try (DirectoryStream<Path> versions =
        Files.newDirectoryStream(root.resolve("secrets").resolve(name))) {
      for (Path version : versions) {
        Files.delete(version);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    platform.signingKeys().ensure(plain + "/2");
    return plain + "/2";
  }

  @Override
  public void destroySigningKey(String name) {
    delete(root.resolve("keys/signing").resolve(name + ".json"));
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    KeysetFile.rotate(root.resolve("keys/encryption").resolve(keyName + ".json"));
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    delete(root.resolve("keys/encryption").resolve(keyName + ".json"));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
