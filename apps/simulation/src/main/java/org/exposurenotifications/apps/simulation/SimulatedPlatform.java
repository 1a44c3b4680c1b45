// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/** What the use cases need of a platform. Secrets are for settings, which a simulation makes up. */
record SimulatedPlatform(BlobStore blobs, SigningKeys signingKeys, KeyEncryption keyEncryption)
    implements Platform {
  @Override
  public SecretStore secrets() {
    return _ -> Optional.empty();
  }

  @Override
  public List<String> check() {
    return List.of();
  }

  @Override
  public void close() {}
}
