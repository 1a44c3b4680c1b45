// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** Fields of secrets in KV engines of version 2. A field that is not text is its JSON. */
final class VaultSecretStore implements SecretStore {
  private final VaultClient vault;

  VaultSecretStore(VaultClient vault) {
    this.vault = vault;
  }

  @Override
  public Optional<Secret> find(String reference) {
    return VaultSecretReference.parse(reference).flatMap(this::find);
  }

  private Optional<Secret> find(VaultSecretReference reference) {
    VaultAnswer answer = vault.read(reference.request());
    if (answer.status() == 200) {
      return member(answer.data(), "data")
          .filter(JsonValue::isObject)
          .flatMap(fields -> member(fields.asObject(), reference.field()))
          .map(VaultSecretStore::secret);
    }
    if (!answer.isAbsent()) {
      throw answer.refusal(
          "enable a KV engine of version 2 at "
              + reference.mount()
              + "/, or correct the reference");
    }
    if (answer.hasData()) {
      requireNotRemoved(reference, answer.data());
    }
    return Optional.empty();
  }

  /** Of a version that was removed, Vault tells how, in the place of its fields. */
  private static void requireNotRemoved(VaultSecretReference reference, JsonObject answer) {
    Optional<JsonObject> metadata =
        member(answer, "metadata").filter(JsonValue::isObject).map(JsonValue::asObject);
    if (metadata.isPresent()) {
      throw new PortFailure.Permanent(
          "version %s of the secret %s was %s"
              .formatted(
                  metadata.get().getInt("version", 0),
                  reference.place(),
                  metadata.get().getBoolean("destroyed", false)
                      ? "destroyed: write a new one, or name another version"
                      : "deleted: undelete it, write a new one, or name another version"),
          null);
    }
  }

  private static Optional<JsonValue> member(JsonObject object, String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  private static Secret secret(JsonValue value) {
    String text = value.isString() ? value.asString() : value.toString();
    return new Secret(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
