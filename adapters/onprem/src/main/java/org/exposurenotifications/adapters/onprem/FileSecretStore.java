// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * Each secret is a file below a directory, without the line end that editors add. Links are
 * followed, as mounted secrets use them, but not out of the directory.
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
          : Optional.of(new Secret(withoutLineEnd(Files.readAllBytes(file.get()))));
    } catch (IOException e) {
      throw FileFailure.of("read the secret '" + reference + "'", e);
    }
  }

  private Optional<Path> locate(String reference) throws IOException {
    Path file;
    try {
      file = root.resolve(reference);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
    boolean inside =
        file.normalize().startsWith(root.normalize())
            && Files.isRegularFile(file)
            && file.toRealPath().startsWith(root.toRealPath());
    return inside ? Optional.of(file) : Optional.empty();
  }

  private static Bytes withoutLineEnd(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int end = text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0;
    return Bytes.of(Arrays.copyOf(content, content.length - end));
  }
}
