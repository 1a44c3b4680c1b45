// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** A reference is a name, or {@code name@version} with versions from 1. */
final class MemorySecretStore implements SecretStore {
  private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();

  void add(String name, String value) {
    secrets.merge(
        name,
        List.of(value),
        (versions, newest) -> Stream.concat(versions.stream(), newest.stream()).toList());
  }

  void remove(String name) {
    secrets.remove(name);
  }

  @Override
  public Optional<Secret> find(String reference) {
    int at = reference.lastIndexOf('@');
    return newest(reference)
        .or(() ->
            at < 0
                ? Optional.empty()
                : version(reference.substring(0, at), reference.substring(at + 1)))
        .map(value -> new Secret(Bytes.of(value.getBytes(StandardCharsets.UTF_8))));
  }

  private Optional<String> newest(String name) {
    return Optional.ofNullable(secrets.get(name)).map(List::getLast);
  }

  private Optional<String> version(String name, String version) {
    return version.matches("[1-9][0-9]{0,8}")
        ? secrets.getOrDefault(name, List.of()).stream()
            .skip(Integer.parseInt(version) - 1L)
            .findFirst()
        : Optional.empty();
  }
}
