// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A digest over the name, mode, size, time and target of every file below a folder, kept in it. It
 * takes a twentieth of the time that the contents would, which would be felt at every start; that
 * nobody else could write the contents is checked file by file.
 */
final class Manifest {
  private static final String NAME = "manifest";
  private static final String REMEDY = "delete that folder, which is unpacked anew then";

  private Manifest() {}

  static void write(Path folder) throws IOException {
    Files.writeString(PrivateFolder.file(folder.resolve(NAME)), digest(folder));
  }

  /**
   * Whether all is as it was unpacked.
   *
   * @throws UnusableFolderException if another user owns a file, or could write to one
   */
  static boolean matches(Path folder) throws IOException {
    String found = digest(folder);
    Path manifest = folder.resolve(NAME);
    return Files.isRegularFile(manifest) && Files.readString(manifest).equals(found);
  }

  private static String digest(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted().toList();
    }
    MessageDigest digest = sha256();
    for (Path file : files) {
      String line = line(folder, file);
      if (!file.equals(folder.resolve(NAME))) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String line(Path folder, Path file) throws IOException {
    Owner owner = Owner.of(file);
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean link = attributes.isSymbolicLink();
    if (!owner.isSelf() || (!link && owner.isWritableByOthers())) {
      throw PrivateFolder.unusable(owner, REMEDY);
    }
    String content =
        attributes.isDirectory()
            ? ""
            : attributes.size()
                + " "
                + attributes.lastModifiedTime()
                + (link ? " " + Files.readSymbolicLink(file) : "");
    return "%s %o %s%n".formatted(folder.relativize(file), owner.mode(), content);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
