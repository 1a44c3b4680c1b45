// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.util.List;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * A platform together with the blob store that was handed to it, and that it does not close.
 *
 * @param platform whose blob store is on loan
 * @param closing closes the blob store; runs after the platform is closed
 */
public record PlatformWithBlobs(Platform platform, Runnable closing) implements Platform {
  @Override
  public BlobStore blobs() {
    return platform.blobs();
  }

  @Override
  public SecretStore secrets() {
    return platform.secrets();
  }

  @Override
  public SigningKeys signingKeys() {
    return platform.signingKeys();
  }

  @Override
  public KeyEncryption keyEncryption() {
    return platform.keyEncryption();
  }

  @Override
  public List<String> check() {
    return platform.check();
  }

  @Override
  public void close() {
    platform.close();
    closing.run();
  }
}
