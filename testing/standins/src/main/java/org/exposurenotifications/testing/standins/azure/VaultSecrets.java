// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn.Answer;

/** Secrets and their versions. Thread-safe. */
public final class VaultSecrets {
  private record Version(String id, String value, boolean enabled) {}

  private final Map<String, List<Version>> secrets = new HashMap<>();

  /** Adds a secret, or a version to it. */
  public synchronized void plant(String name, String value) {
    Answer _ = set("", name, value);
  }

  synchronized Answer set(String base, String name, String value) {
    String id = UUID.randomUUID().toString().replace("-", "");
    secrets.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Version(id, value, true));
    return get(base, name, id);
  }

  /** Takes all its versions out of service. */
  public synchronized void disable(String name) {
    secrets
        .getOrDefault(name, List.of())
        .replaceAll(each -> new Version(each.id(), each.value(), false));
  }

  /** The ids of its versions, the oldest first. */
  public synchronized List<String> ids(String name) {
    return secrets.getOrDefault(name, List.of()).stream().map(Version::id).toList();
  }

  synchronized Answer get(String base, String name, String version) {
    Optional<Version> found =
        secrets.getOrDefault(name, List.of()).reversed().stream()
            .filter(each -> version.isEmpty() || each.id().equals(version))
            .findFirst();
    return found.isEmpty()
        ? VaultJson.error(404, "SecretNotFound", "SecretNotFound")
        : !found.get().enabled()
            ? VaultJson.error(403, "Forbidden", "SecretDisabled")
            : VaultJson.ok(
                Map.of(
                    "value",
                    found.get().value(),
                    "id",
                    base + "/secrets/" + name + "/" + found.get().id(),
                    "attributes",
                    Map.of("enabled", true, "recoveryLevel", "Recoverable+Purgeable")));
  }
}
