// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFolderTest {
  @TempDir Path root;

  @BeforeEach
  void letStrangersIn() throws IOException {
    mode(root, "rwxr-xr-x");
  }

  @Test
  void aNewFolderIsItsOwnersAlone() throws IOException {
    Path folder = open(root.resolve("a/b"));
    assertThat(folder).isEqualTo(root.toRealPath().resolve("a/b"));
    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(root.resolve("a"))).isEqualTo("rwx------");
  }

  @Test
  void aFolderThatOthersCouldReadIsClosed() throws IOException {
    Path folder = made("open", "rwxr-xr-x");
    open(folder);
    assertThat(mode(folder)).isEqualTo("rwx------");
  }

  @Test
  void aFolderThatOthersCouldWriteToIsRefused() throws IOException {
    Path folder = made("planted", "rwxrwxrwx");
    assertThatThrownBy(() -> open(folder))
        .isInstanceOf(UnusableFolderException.class)
        .hasMessage(
            "other users can write to "
                + folder.toRealPath()
                + ": run chmod go-w on it and look at what is in it, or do otherwise");
  }

  @Test
  void aFolderBelowOneThatOthersCouldWriteToIsRefused() throws IOException {
    Path above = made("above", "rwxrwxrwx");
    assertThatThrownBy(() -> open(above.resolve("folder")))
        .isInstanceOf(UnusableFolderException.class)
        .hasMessageStartingWith("other users can write to " + above.toRealPath() + ":");
  }

  @Test
  void aFolderThatCannotBeMadeIsRefusedWithTheRemedy() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> open(file.resolve("folder")))
        .isInstanceOf(UnusableFolderException.class)
        .hasMessageContaining(file + "/folder cannot be made")
        .hasMessageEndingWith("make it writable, or do otherwise");
  }

  @Test
  void aFolderBelowAStickyOneIsGood() throws IOException {
    Path above = made("sticky", "rwxrwxrwx");
    Files.setAttribute(above, "unix:mode", 01777);
    assertThat(open(above.resolve("folder"))).isDirectory();
  }

  @Test
  void aLinkIsFollowedAndItsTargetChecked() throws IOException {
    Path good = made("good", "rwx------");
    Path bad = made("bad", "rwxrwxrwx");
    Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("good"));
    Path badLink = Files.createSymbolicLink(root.resolve("bad-link"), bad);
    assertThat(open(link)).isEqualTo(good.toRealPath());
    assertThatThrownBy(() -> open(badLink.resolve("folder")))
        .isInstanceOf(UnusableFolderException.class);
  }

  @Test
  void whatAnotherUserOwnsIsRefused() throws IOException {
    Path folder = made("theirs", "rwxr-xr-x");
    if (!Stranger.canAct()) {
      assertThat(Owner.of(folder).isSelf()).isTrue();
      return;
    }
    Stranger.owns(folder);
    for (Path path : new Path[] {folder, folder.resolve("below")}) {
      assertThatThrownBy(() -> open(path))
          .isInstanceOf(UnusableFolderException.class)
          .hasMessage(
              folder.toRealPath()
                  + " belongs to another user (uid 65534): delete it, or do otherwise");
    }
  }

  @Test
  void aLinkThatAnotherUserPlantedIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(root.resolve("link"), made("good", "rwx------"));
    if (!Stranger.canAct()) {
      assertThat(Owner.of(link).isSelf()).isTrue();
      return;
    }
    Stranger.owns(link);
    assertThatThrownBy(() -> open(link))
        .isInstanceOf(UnusableFolderException.class)
        .hasMessageContaining("belongs to another user");
  }

  private Path made(String name, String mode) throws IOException {
    return mode(Files.createDirectory(root.resolve(name)), mode);
  }

  private static Path open(Path folder) throws IOException {
    return PrivateFolder.open(folder, "do otherwise");
  }

  private static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
