// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Each secret is a file below a directory, without the line end that editors add, or a folder of
 * versions: files whose names are numbers, the greatest the newest. A reference is the path of the
 * file, of the folder, or of one version in it. Links are followed, as mounted secrets use them,
 * but not out of the directory.
 */
final class FileSecretStore implements SecretStore {
  private final Path root;

  FileSecretStore(Path root) {
    this.root = root;
  }

  @Override
  public Optional<Secret> find(String reference) {
    if (reference.isBlank()) {
      return Optional.empty();
    }
    try {
      Optional<Path> file = locate(reference);
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(new Secret(withoutLineEnd(SmallFile.read(file.get(), SmallFile.SECRET))));
    } catch (IOException e) {
      throw FileFailure.of("read the secret '" + reference + "'", e);
    }
  }

  private Optional<Path> locate(String reference) throws IOException {
    Path path;
    try {
      path = root.resolve(reference);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
    if (!isInside(path)) {
      return Optional.empty();
    }
    Optional<Path> file = Files.isDirectory(path) ? newestVersion(path) : Optional.of(path);
    return file.filter(Files::isRegularFile);
  }

  private boolean isInside(Path path) throws IOException {
    return path.normalize().startsWith(root.normalize())
        && !path.normalize().equals(root.normalize())
        && Files.exists(path)
        && path.toRealPath().startsWith(root.toRealPath());
  }

  private Optional<Path> newestVersion(Path folder) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, FileSecretStore::isVersion)) {
      Optional<Path> newest = Optional.empty();
      for (Path file : files) {
        if (isInside(file)
            && newest.filter(other -> version(other).compareTo(version(file)) > 0).isEmpty()) {
          newest = Optional.of(file);
        }
      }
      return newest;
    }
  }

  private static boolean isVersion(Path file) {
    return file.getFileName().toString().matches("[0-9]{1,30}");
  }

  private static BigInteger version(Path file) {
    return new BigInteger(file.getFileName().toString());
  }

  private static Bytes withoutLineEnd(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
    return Bytes.of(Arrays.copyOf(content, content.length - end));
  }
}
