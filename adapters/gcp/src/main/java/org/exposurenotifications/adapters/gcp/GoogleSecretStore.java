// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.secretmanager.v1.SecretPayload;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;

/** Versions of secrets in Secret Manager. */
final class GoogleSecretStore implements SecretStore {
  private final GcpClients clients;
  private final GcpNames names;

  GoogleSecretStore(GcpClients clients, GcpNames names) {
    this.clients = clients;
    this.names = names;
  }

  @Override
  public Optional<Secret> find(String reference) {
    return names.secretVersion(reference).flatMap(this::access);
  }

  private Optional<Secret> access(String version) {
    Attempt attempt =
        new Attempt("read the secret " + version, version, "secretmanager.versions.access");
    return attempt
        .find(() -> clients.secretManager().accessSecretVersion(version).getPayload())
        .map(payload -> {
          attempt.requireIntact(isIntact(payload));
          return new Secret(Bytes.of(payload.getData().toByteArray()));
        });
  }

  private static boolean isIntact(SecretPayload payload) {
    return payload.hasDataCrc32C()
        && payload.getDataCrc32C() == Crc32c.of(payload.getData()).getValue();
  }
}
