// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

final class MemorySigningKeys implements SigningKeys {
  private final Map<String, SigningKey> keys = new ConcurrentHashMap<>();

  @Override
  public Optional<SigningKey> find(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  void destroy(String name) {
    keys.remove(name);
  }

  @Override
  public SigningKey ensure(String name) {
    if (name.isBlank()) {
      throw new PortFailure.Permanent("a signing key's name is blank; give it one", null);
    }
    return keys.computeIfAbsent(name, _ -> generate());
  }

  private static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new MemorySigningKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new PortFailure.Permanent("cannot make a P-256 key; use a complete Java runtime", e);
    }
  }
}
