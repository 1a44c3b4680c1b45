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
import java.util.function.Consumer;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class ToyPlatformTest implements PlatformContract {
  @TempDir Path directory;
  private final MemoryPlatform others = new MemoryPlatform();

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
    change(secrets -> {
      int version = 1;
      while (secrets.containsKey(pinnedReference(name, version))) {
        version++;
      }
      secrets.setProperty(name, value);
      secrets.setProperty(pinnedReference(name, version), value);
    });
    return name;
  }

  @Override
  public String pinnedReference(String name, int version) {
    return name + "@" + version;
  }

  @Override
  public void withdrawSecret(String name) {
    change(
        secrets -> secrets.keySet().removeIf(key -> key.toString().split("@", 2)[0].equals(name)));
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    others.signingKeys().ensure(plain + "-2");
    return plain + "-2";
  }

  @Override
  public void destroySigningKey(String name) {
    others.destroySigningKey(name);
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    others.rotateEncryptionKey(keyName);
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    others.destroyEncryptionKey(keyName);
  }

  private void change(Consumer<Properties> change) {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(secretFile())) {
      secrets.load(reader);
      change.accept(secrets);
      try (Writer writer = Files.newBufferedWriter(secretFile())) {
        secrets.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path secretFile() {
    return directory.resolve("secrets.properties");
  }
}
