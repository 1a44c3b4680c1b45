// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

final class MemorySecretStore implements SecretStore {
  private final Map<String, String> secrets;

  /**
   * @param secrets looked into at each call
   */
  MemorySecretStore(Map<String, String> secrets) {
    this.secrets = secrets;
  }

  @Override
  public Optional<Secret> find(String reference) {
    return Optional.ofNullable(secrets.get(reference))
        .map(value -> new Secret(Bytes.of(value.getBytes(StandardCharsets.UTF_8))));
  }
}
