// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;

/** Keys that never leave Vault, by their names without a version. */
final class TransitEngine {
  private final VaultClient vault;
  private final String mount;

  TransitEngine(VaultClient vault, String mount) {
    this.vault = vault;
    this.mount = mount;
  }

  Optional<TransitKey> find(String name) {
    VaultAnswer answer = vault.read(keyPath(name));
    if (answer.isAbsent()) {
      return Optional.empty();
    }
    return Optional.of(new TransitKey(name, required(answer)));
  }

  /** Of several callers at once, all get the same key: Vault makes a name's key once. */
  TransitKey ensure(String name, String type) {
    Optional<TransitKey> found = find(name);
    if (found.isPresent()) {
      return found.get();
    }
    VaultAnswer made = vault.write(keyPath(name), Map.of("type", type));
    if (made.status() != 200 && made.status() != 204) {
      throw made.refusal(engineRemedy());
    }
    return find(name)
        .orElseThrow(() ->
            new PortFailure.Transient(
                "the key '" + name + "' was made in Vault but is not there yet", null));
  }

  /**
   * @param operation such as {@code sign}
   * @param key perhaps with an algorithm after a slash
   * @param remedy for a refusal
   * @return the answer's text of this name
   */
  String use(
      String operation, String key, Map<String, Object> input, String output, String remedy) {
    VaultAnswer answer = vault.write(mount + "/" + operation + "/" + key, input);
    if (answer.status() != 200) {
      throw answer.refusal(answer.status() == 404 ? engineRemedy() : remedy);
    }
    JsonValue value = answer.data().get(output);
    if (value == null || !value.isString()) {
      throw answer.refusal("the answer is not Vault's; correct the address");
    }
    return value.asString();
  }

  private JsonObject required(VaultAnswer answer) {
    if (answer.status() != 200) {
      throw answer.refusal(engineRemedy());
    }
    return answer.data();
  }

  private String keyPath(String name) {
    return mount + "/keys/" + name;
  }

  private String engineRemedy() {
    return "enable a transit engine at " + mount + "/";
  }
}
