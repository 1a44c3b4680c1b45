// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;

/**
 * Both kinds of keys from one place.
 *
 * @param check tells what is wrong with the place, in sentences
 */
record KeyParts(SigningKeys signing, KeyEncryption encryption, Supplier<List<String>> check) {
  static KeyParts inFiles(Path directory) {
    KeysetDirectory signing = new KeysetDirectory(directory.resolve("signing"));
    KeysetDirectory encryption = new KeysetDirectory(directory.resolve("encryption"));
    return new KeyParts(
        new FileSigningKeys(signing),
        new FileKeyEncryption(encryption),
        () ->
            Stream.of(
                    DirectoryCheck.writable("key directory", directory),
                    signing.check(),
                    encryption.check())
                .flatMap(List::stream)
                .toList());
  }

  static KeyParts inVault(VaultClient vault, String mount) {
    TransitEngine engine = new TransitEngine(vault, mount);
    return new KeyParts(
        new TransitSigningKeys(engine),
        new TransitKeyEncryption(engine),
        () -> vault.checkMount(mount, "transit"));
  }
}
