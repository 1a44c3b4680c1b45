// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysetDirectoryTest {
  @TempDir Path parent;
  private Path directory;
  private FileSigningKeys keys;

  @BeforeEach
  void open() {
    directory = parent.resolve("keys/signing");
    keys = new FileSigningKeys(new KeysetDirectory(directory));
  }

  @Test
  void onlyTheOwnerMayReadKeys() throws IOException {
    SigningKey _ = keys.ensure("export/v1");

    assertThat(modeOf(directory)).isEqualTo("rwx------");
    assertThat(modeOf(directory.resolve("export%2Fv1.json"))).isEqualTo("rw-------");
  }

  @Test
  void aDirectoryThatOthersMayReadIsRefusedWithTheRemedy() throws IOException {
    SigningKey _ = keys.ensure("export");
    setMode(directory, "rwxr-x---");

    assertThatThrownBy(() -> keys.find("export"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("chmod 700 " + directory);
    assertThatThrownBy(() -> keys.ensure("another")).isInstanceOf(PortFailure.Permanent.class);
    assertThat(new KeysetDirectory(directory).check())
        .singleElement()
        .asString()
        .contains("chmod 700");
  }

  @Test
  void aKeysetThatOthersMayReadIsRefusedWithTheRemedy() throws IOException {
    SigningKey _ = keys.ensure("export");
    Path file = directory.resolve("export.json");
    setMode(file, "rw-r-----");

    assertThatThrownBy(() -> keys.find("export"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aFileThatIsTooLongForAKeysetIsRefusedBeforeItIsRead() throws IOException {
    SigningKey _ = keys.ensure("export");
    Path file = directory.resolve("export.json");
    try (var content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(3L << 30);
    }
    assertThatThrownBy(() -> keys.find("export"))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining(file + " is longer than 1048576 bytes");
  }

  @Test
  void aDamagedKeysetIsAPermanentFailureThatDoesNotQuoteIt() throws IOException {
    SigningKey _ = keys.ensure("export");
    Path file = directory.resolve("export.json");
    String json = Files.readString(file);
    String value = json.replaceAll("(?s).*\"value\":\\s*\"([^\"]+)\".*", "$1");
    assertThat(value).hasSizeGreaterThan(40);
    for (String damaged :
        List.of(
            "",
            "{}",
            json.substring(0, json.length() / 2),
            json.replace(value, value.substring(0, 40) + "AAAA" + value.substring(44)),
            json.replace(value, value.substring(8)))) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> keys.find("export"), damaged)
          .isInstanceOf(PortFailure.Permanent.class)
          .hasMessageContaining("restore it from a backup")
          .hasNoCause();
    }
  }

  @Test
  void aHalfWrittenKeysetOfACrashIsNotAKey() throws IOException {
    SigningKey first = keys.ensure("export");
    Files.writeString(directory.resolve("staged-9.tmp"), "{");

    assertThat(keys.find("staged-9")).isEmpty();
    assertThat(keys.ensure("export").publicKey()).isEqualTo(first.publicKey());
  }

  @Test
  void threadsThatEnsureOneKeyAtOnceGetTheSame() {
    List<SigningKey> made =
        IntStream.range(0, 16).parallel().mapToObj(_ -> keys.ensure("export")).toList();

    assertThat(made.stream().map(SigningKey::publicKey).distinct()).hasSize(1);
  }

  @Test
  void processesThatEnsureOneKeyAtOnceGetTheSame() throws Exception {
    List<Process> processes = Stream.of(start(), start(), start()).toList();

    String expected = null;
    for (Process process : processes) {
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
      assertThat(printed).isEqualTo(expected == null ? printed : expected);
      expected = printed;
    }
    assertThat(keys.find("export").orElseThrow().publicKey().base64()).isEqualTo(expected);
    assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            EnsureKey.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** What another process does. */
  static final class EnsureKey {
    private EnsureKey() {}

    public static void main(String[] args) {
      FileSigningKeys keys = new FileSigningKeys(new KeysetDirectory(Path.of(args[0])));
      System.out.print(keys.ensure("export").publicKey().base64());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "../a", "a/../b", "/a", "a/", "a//b", "a%2Fb", "ä", ".", "a\n"})
  void whatCannotNameAKeyIsAbsentAndCannotBeMade(String name) {
    assertThat(keys.find(name)).isEmpty();
    assertThatThrownBy(() -> keys.ensure(name))
        .isInstanceOf(PortFailure.Permanent.class)
        .hasMessageContaining("cannot name a key");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void namesThatLookAlikeAreDifferentKeys() {
    assertThat(
            Stream.of("a/b", "a", "a.json", "a.json/b", "a..b")
                .map(name -> keys.ensure(name).publicKey())
                .distinct())
        .hasSize(5);
  }

  private static String modeOf(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void setMode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
