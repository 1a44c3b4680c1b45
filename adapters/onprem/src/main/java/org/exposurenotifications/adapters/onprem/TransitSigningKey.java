// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;

/** One version of a key in Vault. */
final class TransitSigningKey implements SigningKey {
  private final TransitEngine engine;
  private final String name;
  private final int version;
  private final Bytes publicKey;

  TransitSigningKey(TransitEngine engine, String name, int version, Bytes publicKey) {
    this.engine = engine;
    this.name = name;
    this.version = version;
    this.publicKey = publicKey;
  }

  @Override
  public Bytes signDigest(Bytes sha256) {
    if (sha256.length() != 32) {
      throw new IllegalArgumentException("digest of " + sha256.length() + " bytes");
    }
    String signature =
        engine.use(
            "sign",
            name + "/sha2-256",
            Map.of(
                "input",
                sha256.base64(),
                "prehashed",
                true,
                "key_version",
                version,
                "marshaling_algorithm",
                "asn1"),
            "signature",
            "allow version "
                + version
                + " of the key to sign: lower its min_encryption_version,"
                + " or name another version");
    return decode(signature);
  }

  private Bytes decode(String signature) {
    String prefix = "vault:v" + version + ":";
    try {
      if (signature.startsWith(prefix)) {
        return Bytes.ofBase64(signature.substring(prefix.length()));
      }
    } catch (IllegalArgumentException _) {
      // as below
    }
    throw new PortFailure.Permanent(
        "Vault did not sign with version " + version + " of the key '" + name + "'", null);
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }
}
