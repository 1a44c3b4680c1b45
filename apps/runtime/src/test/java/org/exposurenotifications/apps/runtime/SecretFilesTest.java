// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFilesTest {
  private static final String PEM = "-----BEGIN-----\nü\n";

  @TempDir Path parent;

  @Test
  void aSecretIsWrittenToAFileThatNobodyElseMayRead() throws IOException {
    Path folder = parent.resolve("secrets");
    Path file = fileOf(Map.of("A", "secret://pem?target=file", "SECRETS_DIR", folder.toString()));
    assertThat(file).hasParent(folder).hasContent(PEM);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder)).isEqualTo("rwx------");
  }

  @Test
  void withoutAFolderTheProcessMakesItsOwn() throws IOException {
    Path file = fileOf(Map.of("A", "secret://pem?target=file"));
    assertThat(file).hasContent(PEM);
    assertThat(mode(file.resolveSibling(""))).isEqualTo("rwx------");
    Files.delete(file);
    Files.delete(file.resolveSibling(""));
  }

  @Test
  void aPartOfASecretFitsIntoAFile() {
    Path file =
        fileOf(
            Map.of("A", "secret://json?json=cert&target=file", "SECRETS_DIR", parent + "/secrets"));
    assertThat(file).hasContent("c");
  }

  @Test
  void aFolderThatOthersMayEnterIsRefusedWithTheRemedy() throws IOException {
    Path open =
        Files.createDirectory(
            parent.resolve("open"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    assertThatThrownBy(
            () -> fileOf(Map.of("A", "secret://pem?target=file", "SECRETS_DIR", open.toString())))
        .hasMessage("A: SECRETS_DIR " + open + " is open to other users: run chmod 700 " + open);
    assertThat(open).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeMadeIsAProblemWithARemedy() throws IOException {
    Path blocked = Files.writeString(parent.resolve("file"), "").resolve("folder");
    assertThatThrownBy(() ->
            fileOf(Map.of("A", "secret://pem?target=file", "SECRETS_DIR", blocked.toString())))
        .hasMessageStartingWith("A: its file cannot be written; make " + blocked + " writable");
  }

  @Test
  void filesAreGoneWhenTheProcessIs() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PrintPath.class.getName(),
                parent.toString())
            .redirectErrorStream(true)
            .start();
    Path file =
        Path.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertThat(process.waitFor()).as("it printed %s", file).isZero();
    assertThat(file.getFileName().toString()).startsWith("A-");
    assertThat(file).doesNotExist();
    assertThat(file.resolveSibling("")).doesNotExist();
  }

  /** What another process does. */
  static final class PrintPath {
    private PrintPath() {}

    public static void main(String[] args) {
      Path file = fileOf(Map.of("A", "secret://pem?target=file"));
      if (!Files.exists(file)) {
        throw new IllegalStateException("no file " + file);
      }
      System.out.print(file);
    }
  }

  private static Path fileOf(Map<String, String> variables) {
    MemoryPlatform platform = new MemoryPlatform(Map.of("pem", PEM, "json", "{\"cert\":\"c\"}"));
    Environment environment =
        new Environment(variables).resolve(platform.secrets(), InstantSource.fixed(Instant.EPOCH));
    Path file = Path.of(environment.text("A", ""));
    environment.check();
    return file;
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
