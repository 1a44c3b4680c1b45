// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** Secrets as the lines of a file; a reference is a key. */
final class ToySecretStore implements SecretStore {
  private final Path file;

  ToySecretStore(Path file) {
    this.file = file;
  }

  @Override
  public Optional<Secret> find(String reference) {
    return Optional.ofNullable(load().getProperty(reference))
        .map(value -> new Secret(Bytes.of(value.getBytes(StandardCharsets.UTF_8))));
  }

  private Properties load() {
    Properties secrets = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      secrets.load(reader);
    } catch (IOException e) {
      throw ToyFailure.of("read the secret file " + file, e);
    }
    return secrets;
  }
}
