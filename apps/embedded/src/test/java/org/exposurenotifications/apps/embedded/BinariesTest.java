// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinariesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

  @TempDir Path folder;

  private Path cache;
  private PostgresArchive archive;

  @BeforeEach
  void make() throws IOException {
    cache = PrivateFolder.open(folder.resolve("cache"), "do otherwise");
    archive = ToyArchive.of(folder.resolve("toy.txz"), "one");
  }

  @Test
  void whatIsUnpackedIsItsOwnersAlone() throws IOException {
    Path unpacked = Binaries.in(cache, archive, NOW);
    assertThat(unpacked.resolve("lib/libpq.so.5")).isSymbolicLink().hasContent("one");
    assertThat(mode(unpacked.resolve("bin/postgres"))).isEqualTo("rwx------");
    assertThat(mode(unpacked.resolve("lib/libpq.so.5.1"))).isEqualTo("rw-------");
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(file -> !Files.isSymbolicLink(file)))
          .allSatisfy(file -> assertThat(mode(file)).as(file.toString()).endsWith("------"));
    }
    if (Stranger.canAct()) {
      Path program = unpacked.resolve("bin/postgres");
      assertThat(Stranger.runs("echo his >" + program + "; cat " + program))
          .contains("ermission denied")
          .doesNotContain("one");
    }
  }

  @Test
  void itIsUnpackedOnce() throws IOException {
    Path first = Binaries.in(cache, archive, NOW);
    Object file = key(first);
    assertThat(Binaries.in(cache, archive, NOW)).isEqualTo(first);
    assertThat(key(first)).isEqualTo(file);
    assertThat(names()).containsExactlyInAnyOrder("lock", first.getFileName().toString());
  }

  @Test
  void anArchiveOfAnotherDigestIsRefusedAndLeavesNothing() throws IOException {
    var other = new PostgresArchive(archive.location(), "00".repeat(32));
    assertThatThrownBy(() -> Binaries.in(cache, other, NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has the SHA-256 " + archive.sha256() + ", not 0000");
    assertThat(names()).noneMatch(name -> name.startsWith("postgres-"));
  }

  @Test
  void whatWasChangedIsUnpackedAnew() throws IOException {
    Path unpacked = Binaries.in(cache, archive, NOW);
    Path program = unpacked.resolve("bin/postgres");
    Files.writeString(program, "two");
    assertThat(Binaries.in(cache, archive, NOW)).isEqualTo(unpacked);
    assertThat(program).hasContent("one");

    Files.delete(unpacked.resolve("lib/libpq.so.5"));
    Files.createSymbolicLink(unpacked.resolve("lib/libpq.so.5"), Path.of("/tmp/libpq.so"));
    Files.writeString(unpacked.resolve("lib/more.so"), "two");
    assertThat(Binaries.in(cache, archive, NOW).resolve("lib/libpq.so.5")).hasContent("one");
    assertThat(unpacked.resolve("lib/more.so")).doesNotExist();
  }

  @Test
  void whatAnotherUserOwnsOrCouldWriteIsRefused() throws IOException {
    Path program = Binaries.in(cache, archive, NOW).resolve("bin/postgres");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> Binaries.in(cache, archive, NOW))
        .isInstanceOf(UnusableFolderException.class)
        .hasMessageStartingWith("other users can write to " + program);
    if (Stranger.canAct()) {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      Stranger.owns(program);
      assertThatThrownBy(() -> Binaries.in(cache, archive, NOW))
          .isInstanceOf(UnusableFolderException.class)
          .hasMessage(
              program
                  + " belongs to another user (uid 65534): delete it, or delete that folder, which"
                  + " is unpacked anew then");
    }
  }

  @Test
  void partsAndLongUnusedVersionsAreDeleted() throws IOException {
    Files.writeString(Files.createDirectory(cache.resolve("part-1")).resolve("file"), "half");
    Path first = Binaries.in(cache, archive, NOW.minus(Duration.ofDays(31)));
    Path second = Binaries.in(cache, other("two"), NOW.minus(Duration.ofDays(29)));
    assertThat(first).exists();
    Path third = Binaries.in(cache, other("three"), NOW);
    assertThat(names())
        .containsExactlyInAnyOrder(
            "lock", second.getFileName().toString(), third.getFileName().toString());
  }

  @Test
  void anArchiveThatLeavesItsFolderIsRefused() throws IOException {
    List<PostgresArchive> bad = new ArrayList<>();
    bad.add(toy("1").file("../planted", 0755, "x").finish());
    bad.add(toy("2").link("bin/postgres", "../../planted").finish());
    bad.add(toy("3").link("bin/postgres", "/bin/sh").finish());
    for (PostgresArchive archive : bad) {
      assertThatThrownBy(() -> Binaries.in(cache, archive, NOW))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the archive leaves its folder: ");
    }
    assertThat(folder.resolve("planted")).doesNotExist();
    assertThat(names()).noneMatch(name -> name.startsWith("postgres-"));
  }

  @Test
  void ofSeveralProcessesAtOnceOneUnpacks() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          ChildMain.process(
              "unpack", cache.toString(), archive.location().toString(), archive.sha256()));
    }
    List<String> said = new ArrayList<>();
    for (Process process : processes) {
      try (var out = process.inputReader()) {
        said.add(out.readLine());
      }
      assertThat(process.waitFor()).isZero();
    }
    assertThat(said).hasSize(3);
    assertThat(said.stream().distinct()).hasSize(1);
    assertThat(Binaries.in(cache, archive, NOW).resolve("bin/postgres")).hasContent("one");
    assertThat(names()).hasSize(2);
  }

  private PostgresArchive other(String content) throws IOException {
    return ToyArchive.of(folder.resolve(content + ".txz"), content);
  }

  private ToyArchive toy(String name) throws IOException {
    return new ToyArchive(folder.resolve(name + ".txz"));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Object key(Path unpacked) throws IOException {
    return Files.getAttribute(unpacked.resolve("bin/postgres"), "unix:ino");
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
