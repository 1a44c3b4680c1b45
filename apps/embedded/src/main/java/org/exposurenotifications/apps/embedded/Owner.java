// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Who owns a file and who may write to it; of a symbolic link, the link itself.
 *
 * @param uid numeric, since two users may share a name
 * @param mode type and permission bits as stat(2) has them
 */
record Owner(Path path, int uid, int mode) {
  private static final int ROOT = 0;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITE = 0020;
  private static final int OTHERS_WRITE = 0002;
  private static final int GROUP_AND_OTHERS = 0077;

  static Owner of(Path path) throws IOException {
    return new Owner(
        path,
        (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
        (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
  }

  /** The user of this process. */
  static int self() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }

  static boolean isRoot() throws IOException {
    return self() == ROOT;
  }

  boolean isSelf() throws IOException {
    return uid == self();
  }

  boolean isSelfOrRoot() throws IOException {
    return uid == ROOT || isSelf();
  }

  /** Whether other users can add, replace or change what is here. */
  boolean isWritableByOthers() throws IOException {
    return (mode & OTHERS_WRITE) != 0 || ((mode & GROUP_WRITE) != 0 && !hasPrivateGroup());
  }

  /** Many systems give each user a group of the same name, with no other member. */
  private boolean hasPrivateGroup() throws IOException {
    PosixFileAttributes names =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return names.group().getName().equals(names.owner().getName());
  }

  /** Whether others can add, but neither rename nor delete what is not theirs, as in /tmp. */
  boolean isSticky() {
    return (mode & STICKY) != 0;
  }

  boolean isOpenToOthers() {
    return (mode & GROUP_AND_OTHERS) != 0;
  }
}
