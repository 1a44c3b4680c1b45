// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

/**
 * P-256 keys of Vault's transit engine. A key that was handed out stays with the version it had
 * then: its signatures go with its public half, whatever is rotated meanwhile.
 */
final class TransitSigningKeys implements SigningKeys {
  private static final String TYPE = "ecdsa-p256";

  private final TransitEngine engine;

  TransitSigningKeys(TransitEngine engine) {
    this.engine = engine;
  }

  @Override
  public Optional<SigningKey> find(String name) {
    return TransitKeyName.parse(name)
        .flatMap(parsed -> engine.find(parsed.name()).flatMap(key -> version(parsed, key)));
  }

  @Override
  public SigningKey ensure(String name) {
    TransitKeyName parsed =
        TransitKeyName.parse(name).orElseThrow(() -> TransitKeyName.refused(name));
    boolean mayBeMade = parsed.version().orElse(1) == 1;
    Optional<TransitKey> key =
        mayBeMade ? Optional.of(engine.ensure(parsed.name(), TYPE)) : engine.find(parsed.name());
    return key.flatMap(found -> version(parsed, found))
        .orElseThrow(() ->
            new PortFailure.Permanent(
                "the signing key '"
                    + name
                    + "' is not there: rotate the key in Vault until it has"
                    + " this version, or name another",
                null));
  }

  private Optional<SigningKey> version(TransitKeyName name, TransitKey key) {
    if (!key.type().equals(TYPE)) {
      throw new PortFailure.Permanent(
          "the key '%s' in Vault is of type %s: name one of type %s"
              .formatted(key.name(), key.type(), TYPE),
          null);
    }
    int version = name.version().orElse(key.latestVersion());
    return key.publicKey(version)
        .map(publicKey -> new TransitSigningKey(engine, key.name(), version, publicKey));
  }
}
