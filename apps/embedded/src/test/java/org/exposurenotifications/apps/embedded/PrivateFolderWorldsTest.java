// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random paths, some of which another user can bend: those that he does bend are refused. */
final class PrivateFolderWorldsTest {
  private static final int WORLDS = 60;
  private static final List<Integer> MODES = List.of(0755, 0755, 0700, 0711, 0775, 0777, 01777);

  @TempDir Path root;

  @Test
  void noPathThatIsTakenLeadsWhereAStrangerWants() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    var random = new Random(1213);
    int taken = 0;
    int bent = 0;
    for (int world = 0; world < WORLDS; world++) {
      Path top = Files.createDirectory(root.resolve("world" + world));
      Path folder = world(top, random);
      boolean isTaken = isTaken(folder);
      boolean isBent = Stranger.canAct() ? isBent(top, folder) : isTaken && isOpen(top, folder);
      assertThat(isTaken && isBent).as("world %d", world).isFalse();
      taken += isTaken ? 1 : 0;
      bent += isBent ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(WORLDS / 20);
    if (Stranger.canAct()) {
      assertThat(bent).isGreaterThan(WORLDS / 20);
    }
  }

  /** Three folders, or links to folders, within each other; and the path of the innermost. */
  private static Path world(Path top, Random random) throws IOException {
    Path at = top;
    for (String name : List.of("a", "b", "c")) {
      Path next = at.resolve(name);
      if (random.nextInt(5) == 0) {
        Path target = Files.createDirectory(at.resolve(name + "-target"));
        settle(target, random);
        Files.createSymbolicLink(next, random.nextBoolean() ? target.getFileName() : target);
        give(next, random);
      } else {
        settle(Files.createDirectory(next), random);
      }
      at = next;
    }
    return at;
  }

  private static void settle(Path folder, Random random) throws IOException {
    give(folder, random);
    Files.setAttribute(folder, "unix:mode", MODES.get(random.nextInt(MODES.size())));
  }

  private static void give(Path file, Random random) throws IOException {
    if (random.nextInt(8) == 0 && Stranger.canAct()) {
      Stranger.owns(file);
    }
  }

  private static boolean isTaken(Path folder) throws IOException {
    try {
      Path _ = PrivateFolder.open(folder, "do otherwise");
      return true;
    } catch (UnusableFolderException _) {
      return false;
    }
  }

  /** He tries to write into the folder, and to put folders of his own on the way to it. */
  private static boolean isBent(Path top, Path folder) throws IOException {
    Files.writeString(folder.resolve("mine"), "mine");
    String _ =
        Stranger.runs(
            """
            cd '%s'
            for name in a a/b a/b/c a-target a/b-target a/b/c-target; do
              [ -e "$name" ] || continue
              chmod 777 "$name"
              mv "$name" "$name.mine" && mkdir -m 755 "$name" && mv "$name.mine/"* "$name"
            done
            echo his >a/b/c/his
            echo his >a/b/c/mine
            """
                .formatted(top));
    Path mine = top.resolve("a/b/c/mine");
    boolean same = Files.exists(mine) && Files.readString(mine).equals("mine");
    return !same || Files.exists(top.resolve("a/b/c/his"));
  }

  private static boolean isOpen(Path top, Path folder) throws IOException {
    Path at = top;
    for (Path name : top.relativize(folder)) {
      at = at.resolve(name);
      Owner owner = Owner.of(at);
      if (owner.isWritableByOthers() && !owner.isSticky() && !Files.isSymbolicLink(at)) {
        return true;
      }
    }
    return false;
  }
}
