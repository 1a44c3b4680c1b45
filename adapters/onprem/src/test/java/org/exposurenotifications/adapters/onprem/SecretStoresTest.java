// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretStoresTest {
  @TempDir Path parent;
  private Path root;
  private SecretStore store;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(parent.resolve("secrets"));
    Files.writeString(parent.resolve("outside"), "not yours");
    Map<String, String> environment = Map.of("DB_PASSWORD", "from the environment\n");
    try (OnPremPlatform platform = TestPlatforms.inFiles(parent, parent, root, environment)) {
      store = platform.secrets();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'value'|value", "'value\n'|value", "'value\r\n'|value", "'value\n\n'|'value\n'"})
  void oneLineEndOfAFileIsNotPartOfTheSecret(String content, String secret) throws IOException {
    Files.createDirectories(root.resolve("db"));
    Files.writeString(root.resolve("db/password"), content);

    assertThat(store.find("db/password").map(Secret::reveal)).contains(secret);
  }

  @Test
  void aFileThatIsTooLongForASecretIsRefusedBeforeItIsRead() throws IOException {
    Files.write(root.resolve("longest"), new byte[65_536]);
    assertThat(store.find("longest").map(Secret::reveal).orElse("")).hasSize(65_536);

    try (var file = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
      file.setLength(3L << 30);
    }
    assertThatThrownBy(() -> store.find("huge"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("huge is longer than 65536 bytes");
  }

  @Test
  void aMountedSecretIsFoundThroughItsLinks() throws IOException {
    Files.createDirectories(root.resolve("..2026_11_01"));
    Files.writeString(root.resolve("..2026_11_01/token"), "mounted");
    Files.createSymbolicLink(root.resolve("..data"), Path.of("..2026_11_01"));
    Files.createSymbolicLink(root.resolve("token"), Path.of("..data/token"));

    assertThat(store.find("token").map(Secret::reveal)).contains("mounted");
  }

  @Test
  void ofAFoldersVersionsTheGreatestNumberIsTheNewest() throws IOException {
    Path versions = Files.createDirectories(root.resolve("db/password"));
    for (String name : new String[] {"9", "10", "readme", "1604188800000000000", "11.tmp"}) {
      Files.writeString(versions.resolve(name), "version " + name);
    }

    assertThat(store.find("db/password").map(Secret::reveal))
        .contains("version 1604188800000000000");
    assertThat(store.find("db/password/9").map(Secret::reveal)).contains("version 9");
    assertThat(store.find("db")).isEmpty();
  }

  @Test
  void theDirectoryItselfIsNoFolderOfVersions() throws IOException {
    Files.writeString(root.resolve("1"), "value");

    assertThat(store.find(".")).isEmpty();
    assertThat(store.find("1").map(Secret::reveal)).contains("value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "../outside", "link", "db/../../outside", "nul\0", ".", "none"})
  void whatIsNoFileOfTheDirectoryIsAbsent(String reference) throws IOException {
    Files.createSymbolicLink(root.resolve("link"), parent.resolve("outside"));

    assertThat(store.find(reference)).isEmpty();
  }

  @Test
  void anAbsolutePathIsAbsent() {
    assertThat(store.find(parent.resolve("outside").toString())).isEmpty();
  }

  @Test
  void aVariableIsTakenAsItIs() {
    assertThat(store.find("env:DB_PASSWORD").map(Secret::reveal))
        .contains("from the environment\n");
    assertThat(store.find("env:OTHER")).isEmpty();
    assertThat(store.find("DB_PASSWORD")).isEmpty();
  }

  @Test
  void aVariableIsNotFoundInAFileOfItsName() throws IOException {
    Files.writeString(root.resolve("env:OTHER"), "file");

    assertThat(store.find("env:OTHER")).isEmpty();
  }

  @Test
  void theConfigurationsTextHoldsNoVariable() {
    OnPremConfig config = TestPlatforms.files(root, root, root, Map.of("A", "canary"));

    assertThat(config.toString()).doesNotContain("canary").contains(root.toString());
  }
}
