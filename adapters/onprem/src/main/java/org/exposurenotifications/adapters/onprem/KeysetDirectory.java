// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.config.TinkConfig2026;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.ports.PortFailure;

/**
 * Tink keysets as JSON files that nobody else may read. A file is made once; whoever rotates a key
 * replaces its file by one that holds the old keys too.
 */
final class KeysetDirectory {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final int LONGEST_NAME = 200;

  /** Some thousand versions of a key. */
  private static final int LONGEST_KEYSET = 1 << 20;

  private final Path directory;

  KeysetDirectory(Path directory) {
    this.directory = directory;
  }

  /** Empty also for names that no key can have. */
  Optional<KeysetHandle> find(String name) {
    if (!isName(name)) {
      return Optional.empty();
    }
    try {
      return read(name);
    } catch (IOException e) {
      throw FileFailure.of("read the key '" + name + "'", e);
    }
  }

  /** Of several processes at once, all get the key of the fastest. */
  KeysetHandle ensure(String name, Parameters parameters) {
    if (!isName(name)) {
      throw new PortFailure.Permanent(
          "'"
              + name
              + "' cannot name a key: use up to 200 letters, digits, dots, dashes and underscores,"
              + " with single slashes between words",
          null);
    }
    try {
      Optional<KeysetHandle> found = read(name);
      return found.isPresent() ? found.get() : create(name, parameters);
    } catch (IOException e) {
      throw FileFailure.of("make the key '" + name + "'", e);
    }
  }

  /** What is wrong with the directory, if it is there. */
  List<String> check() {
    try {
      requirePrivate(directory, "700");
      return List.of();
    } catch (PortFailure e) {
      return List.of("Keys are not safe: " + e.getMessage() + ".");
    } catch (IOException _) {
      return List.of("The mode of " + directory + " cannot be read.");
    }
  }

  private KeysetHandle create(String name, Parameters parameters) throws IOException {
    makeDirectory();
    String json;
    try {
      json =
          TinkJsonProtoKeysetFormat.serializeKeyset(
              KeysetHandle.generateNew(parameters, TinkConfig2026.get()),
              TinkConfig2026.get(),
              InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("keys of this kind cannot be made here", e);
    }
    try (StagedFile staged =
        StagedFile.write(
            directory, "rw-------", out -> out.write(json.getBytes(StandardCharsets.UTF_8)))) {
      boolean _ = staged.claim(file(name));
    }
    return read(name).orElseThrow(() -> damaged(name));
  }

  private void makeDirectory() throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      StagedFile.sync(directory.resolveSibling(""));
    }
    requirePrivate(directory, "700");
  }

  private Optional<KeysetHandle> read(String name) throws IOException {
    requirePrivate(directory, "700");
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    requirePrivate(file, "600");
    try {
      return Optional.of(
          TinkJsonProtoKeysetFormat.parseKeyset(
              new String(SmallFile.read(file, LONGEST_KEYSET), StandardCharsets.UTF_8),
              TinkConfig2026.get(),
              InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException _) {
      throw damaged(name);
    }
  }

  /** Without a cause: a parser's complaint could quote the key. */
  private PortFailure damaged(String name) {
    return new PortFailure.Permanent(
        "the keyset file " + file(name) + " is damaged: restore it from a backup", null);
  }

  private static void requirePrivate(Path path, String remedy) throws IOException {
    if (Files.exists(path) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(path))) {
      throw new PortFailure.Permanent(
          path + " is open to other users: run chmod " + remedy + " " + path, null);
    }
  }

  private static boolean isName(String name) {
    return name.length() <= LONGEST_NAME
        && name.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
        && !List.of(name.split("/")).contains("..")
        && !List.of(name.split("/")).contains(".");
  }

  /** One flat directory: no name has a percent sign, so no two share a file. */
  private Path file(String name) {
    return directory.resolve(name.replace("/", "%2F") + ".json");
  }
}
