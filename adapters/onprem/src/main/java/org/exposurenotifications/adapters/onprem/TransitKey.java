// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import java.util.Base64;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/**
 * What Vault tells of a key; nothing of it is secret.
 *
 * @param description Vault's own
 */
record TransitKey(String name, JsonObject description) {
  /** Such as {@code ecdsa-p256}. */
  String type() {
    return description.getString("type", "");
  }

  int latestVersion() {
    return description.getInt("latest_version", 0);
  }

  /** SubjectPublicKeyInfo, DER; empty for versions that are not there, or no longer. */
  Optional<Bytes> publicKey(int version) {
    return Optional.ofNullable(description.get("keys"))
        .filter(JsonValue::isObject)
        .map(keys -> keys.asObject().get(String.valueOf(version)))
        .filter(JsonValue::isObject)
        .map(key -> key.asObject().getString("public_key", ""))
        .filter(pem -> !pem.isEmpty())
        .map(pem ->
            Bytes.of(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
  }
}
