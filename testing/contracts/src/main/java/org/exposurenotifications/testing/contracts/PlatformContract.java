// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.junit.jupiter.api.Test;

/** The clauses of {@link Platform} and of all its parts. */
public interface PlatformContract
    extends BlobStoreContract, SecretStoreContract, SigningKeysContract, KeyEncryptionContract {
  /** The platform under test: the same within a test, as its parts ask for at its beginning. */
  Platform platform();

  @Override
  default BlobStore blobs() {
    return platform().blobs();
  }

  @Override
  default SecretStore secrets() {
    return platform().secrets();
  }

  @Override
  default SigningKeys signingKeys() {
    return platform().signingKeys();
  }

  @Override
  default KeyEncryption keyEncryption() {
    return platform().keyEncryption();
  }

  @Test
  default void aPlatformInOrderHasNothingToComplainOf() {
    assertThat(platform().check()).isEmpty();
  }

  @Test
  default void closingAPlatformTwiceIsANoOp() {
    platform().blobs();
    platform().close();
    platform().close();
  }
}
