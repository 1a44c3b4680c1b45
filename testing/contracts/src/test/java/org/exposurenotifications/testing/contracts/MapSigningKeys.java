// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

/** Signing keys in order, to be broken by those who extend them. */
class MapSigningKeys implements SigningKeysContract, SigningKeys {
  final Map<String, KeyPair> keys = new ConcurrentHashMap<>();

  @Override
  public SigningKeys signingKeys() {
    return this;
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    ensure(plain + "-2");
    return plain + "-2";
  }

  @Override
  public void destroySigningKey(String name) {
    keys.remove(name);
  }

  @Override
  public Optional<SigningKey> find(String name) {
    return Optional.ofNullable(keys.get(name)).map(pair -> new Key(pair, pair));
  }

  @Override
  public SigningKey ensure(String name) {
    if (name.isBlank()) {
      throw new PortFailure.Permanent("blank", null);
    }
    KeyPair pair = keys.computeIfAbsent(name, _ -> generate());
    return new Key(pair, pair);
  }

  static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs with the one and shows the other. */
  record Key(KeyPair signs, KeyPair shown) implements SigningKey {
    @Override
    public Bytes signDigest(Bytes sha256) {
      if (sha256.length() != 32) {
        throw new IllegalArgumentException("length");
      }
      try {
        Signature signature = Signature.getInstance("NONEwithECDSA");
        signature.initSign(signs.getPrivate());
        signature.update(sha256.toByteArray());
        return Bytes.of(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Bytes publicKey() {
      return Bytes.of(shown.getPublic().getEncoded());
    }
  }
}
