// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** Secrets in environment variables, as somebody else has read them. */
final class EnvironmentSecretStore implements SecretStore {
  static final String PREFIX = "env:";

  private final Map<String, String> environment;

  EnvironmentSecretStore(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Optional<Secret> find(String reference) {
    return reference.startsWith(PREFIX)
        ? Optional.ofNullable(environment.get(reference.substring(PREFIX.length())))
            .map(value -> new Secret(Bytes.of(value.getBytes(StandardCharsets.UTF_8))))
        : Optional.empty();
  }
}
