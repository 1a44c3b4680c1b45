// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.exposurenotifications.testing.standins.azure.HttpsStandIn.Answer;

/** Keys and their versions; creating a key again adds one. Thread-safe. */
public final class VaultKeyRing {
  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

  private record Version(String id, long created, VaultKeyPair pair, boolean enabled) {}

  /** In seconds, as Key Vault tells it; unless it is set otherwise no two keys are made at once. */
  public volatile LongSupplier clock = this::aSecondLater;

  private final Map<String, List<Version>> keys = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private int made;

  synchronized Answer create(String base, String name, Map<?, ?> body) {
    if (deleted.contains(name)) {
      return VaultJson.error(409, "Conflict", "ObjectIsDeletedButRecoverable");
    }
    VaultKeyPair pair = VaultKeyPair.of(KeyVaultService.text(body, "kty"), made++);
    String id = UUID.randomUUID().toString().replace("-", "");
    keys.computeIfAbsent(name, _ -> new ArrayList<>())
        .add(new Version(id, clock.getAsLong(), pair, true));
    return get(base, name, id);
  }

  synchronized Answer get(String base, String name, String version) {
    return find(name, version)
        .map(found -> {
          Map<String, Object> key = new HashMap<>(found.pair().publicJwk());
          key.put("kid", id(base, name, found));
          return VaultJson.ok(Map.of("key", key, "attributes", attributes(found)));
        })
        .orElseGet(() -> VaultJson.error(404, "KeyNotFound", "KeyNotFound"));
  }

  /** In the order of their ids, which has nothing to do with their ages. */
  synchronized Answer versions(String base, String name) {
    return VaultJson.ok(
        Map.of(
            "value",
            ids(name).stream()
                .sorted()
                .map(id -> find(name, id).orElseThrow())
                .map(each -> Map.of("kid", id(base, name, each), "attributes", attributes(each)))
                .toList()));
  }

  synchronized Answer use(
      String base, String name, String version, String operation, Map<?, ?> body) {
    Optional<Version> found = find(name, version);
    if (found.isEmpty()) {
      return VaultJson.error(404, "KeyNotFound", "KeyNotFound");
    }
    if (!found.get().enabled()) {
      return VaultJson.error(403, "Forbidden", "KeyDisabled");
    }
    try {
      byte[] input = Base64.getUrlDecoder().decode(KeyVaultService.text(body, "value"));
      byte[] output = found.get().pair().use(operation, KeyVaultService.text(body, "alg"), input);
      return VaultJson.ok(
          Map.of("kid", id(base, name, found.get()), "value", TO_TEXT.encodeToString(output)));
    } catch (GeneralSecurityException _) {
      return VaultJson.error(400, "BadParameter", "BadParameter");
    }
  }

  /** The ids of its versions, the oldest first. */
  public synchronized List<String> ids(String name) {
    return keys.getOrDefault(name, List.of()).stream().map(Version::id).toList();
  }

  /** Takes one version out of service. */
  public synchronized void disable(String name, String version) {
    keys.getOrDefault(name, List.of())
        .replaceAll(each ->
            each.id().equals(version)
                ? new Version(each.id(), each.created(), each.pair(), false)
                : each);
  }

  /** Softly: the name stays taken. */
  public synchronized void delete(String name) {
    keys.remove(name);
    deleted.add(name);
  }

  private long aSecondLater() {
    return 1_800_000_000L + made;
  }

  private Optional<Version> find(String name, String version) {
    return keys.getOrDefault(name, List.of()).reversed().stream()
        .filter(each -> version.isEmpty() || each.id().equals(version))
        .findFirst();
  }

  private static String id(String base, String name, Version version) {
    return base + "/keys/" + name + "/" + version.id();
  }

  private static Map<String, Object> attributes(Version version) {
    return Map.of("enabled", version.enabled(), "created", version.created());
  }
}
