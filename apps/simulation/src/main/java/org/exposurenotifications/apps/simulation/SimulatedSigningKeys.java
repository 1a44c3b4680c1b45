// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

/**
 * Every key there is a name for. A signature is a hash of the key's name and what is signed: at a
 * hundredth of the cost of ECDSA it tells as well whether the right key signed the right bytes, and
 * it repeats itself.
 */
final class SimulatedSigningKeys implements SigningKeys {
  private final BooleanSupplier missing;

  /**
   * @param missing whether no key is found at the moment
   */
  SimulatedSigningKeys(BooleanSupplier missing) {
    this.missing = missing;
  }

  @Override
  public Optional<SigningKey> find(String name) {
    return missing.getAsBoolean() ? Optional.empty() : Optional.of(ensure(name));
  }

  @Override
  public SigningKey ensure(String name) {
    return new Key(name);
  }

  static Bytes signature(String name, Bytes sha256) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(name.getBytes(StandardCharsets.UTF_8));
      return Bytes.of(hash.digest(sha256.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Key(String name) implements SigningKey {
    @Override
    public Bytes signDigest(Bytes sha256) {
      return signature(name, sha256);
    }

    @Override
    public Bytes publicKey() {
      return Bytes.of(name.getBytes(StandardCharsets.UTF_8));
    }
  }
}
