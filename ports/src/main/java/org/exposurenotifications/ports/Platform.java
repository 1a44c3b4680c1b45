// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports;

import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.database.DatabaseCredentials;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;

/**
 * What a cloud, or a machine of one's own, provides beside the database.
 *
 * <p>The parts are cheap to ask for: each connects on first use, and looks up no credentials before
 * that. Thread-safe.
 */
public interface Platform extends AutoCloseable {
  BlobStore blobs();

  SecretStore secrets();

  SigningKeys signingKeys();

  KeyEncryption keyEncryption();

  /** Empty if databases here take no other passwords than those that somebody keeps. */
  default Optional<DatabaseCredentials> databaseCredentials() {
    return Optional.empty();
  }

  /**
   * Tries what can be tried without side effects.
   *
   * @return what is wrong, one sentence each saying what to do; empty when all is well
   */
  List<String> check();

  /** Releases connections; idempotent. */
  @Override
  void close();
}
