// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * A machine of one's own. Several processes may use the same directories at once, on a file system
 * with file locks and hard links. Thread-safe.
 *
 * <p>Secrets: a reference {@code env:NAME} names an environment variable, any other a file below
 * the secret directory, or a folder whose files are versions, named by numbers. Keys: names are
 * words of letters, digits, dot, dash and underscore, with slashes between them.
 */
public final class OnPremPlatform implements Platform {
  private final OnPremConfig config;
  private final KeysetDirectory signing;
  private final KeysetDirectory encryption;

  public OnPremPlatform(OnPremConfig config) {
    this.config = config;
    this.signing = new KeysetDirectory(config.keyDirectory().resolve("signing"));
    this.encryption = new KeysetDirectory(config.keyDirectory().resolve("encryption"));
  }

  @Override
  public BlobStore blobs() {
    return new FileBlobStore(config.blobDirectory());
  }

  @Override
  public SecretStore secrets() {
    SecretStore environment = new EnvironmentSecretStore(config.environment());
    SecretStore files = new FileSecretStore(config.secretDirectory());
    return reference ->
        reference.startsWith(EnvironmentSecretStore.PREFIX)
            ? environment.find(reference)
            : files.find(reference);
  }

  @Override
  public SigningKeys signingKeys() {
    return new FileSigningKeys(signing);
  }

  @Override
  public KeyEncryption keyEncryption() {
    return new FileKeyEncryption(encryption);
  }

  @Override
  public List<String> check() {
    return Stream.of(
            DirectoryCheck.writable("blob directory", config.blobDirectory()),
            DirectoryCheck.writable("key directory", config.keyDirectory()),
            signing.check(),
            encryption.check(),
            DirectoryCheck.readable("secret directory", config.secretDirectory()))
        .flatMap(List::stream)
        .toList();
  }

  /** Nothing stays open between calls. */
  @Override
  public void close() {}
}
