// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.examples.toy;

import java.nio.file.Files;
import java.util.List;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/** Secrets of its own; everything else is another platform's. Thread-safe. */
public final class ToyPlatform implements Platform {
  private final ToyConfig config;
  private final Platform others;

  /**
   * @param others lends what the toy does not have, and is closed with it
   */
  public ToyPlatform(ToyConfig config, Platform others) {
    this.config = config;
    this.others = others;
  }

  @Override
  public SecretStore secrets() {
    return new ToySecretStore(config.secretFile());
  }

  @Override
  public BlobStore blobs() {
    return others.blobs();
  }

  @Override
  public SigningKeys signingKeys() {
    return others.signingKeys();
  }

  @Override
  public KeyEncryption keyEncryption() {
    return others.keyEncryption();
  }

  @Override
  public List<String> check() {
    return Files.isReadable(config.secretFile())
        ? others.check()
        : List.of("the secret file " + config.secretFile() + " cannot be read: create it");
  }

  @Override
  public void close() {
    others.close();
  }
}
