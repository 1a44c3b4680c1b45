// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.EnvironmentLoader;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.api.Auth;
import io.github.jopenlibs.vault.api.Logical;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's driver over one HTTP client, made on first use: by itself the driver makes one, and
 * its threads, for each request, and reads the environment.
 */
final class VaultDriver implements AutoCloseable {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final OnPremConfig.Vault config;
  private final Duration patience;
  private @Nullable HttpClient client;
  private boolean closed;

  VaultDriver(OnPremConfig.Vault config) {
    this.config = config;
    Duration third = config.timeout().dividedBy(3);
    this.patience = third.compareTo(SECOND) < 0 ? SECOND : third;
  }

  /** How long one request may take. */
  Duration patience() {
    return patience;
  }

  /** For whoever is not signed in yet. */
  Auth auth() {
    return inNamespace(driver(Optional.empty()).auth());
  }

  Auth auth(Secret token) {
    return inNamespace(driver(Optional.of(token)).auth());
  }

  /** Takes paths as they are. */
  Logical logical(Secret token) {
    Logical logical = driver(Optional.of(token)).logical();
    return config.namespace().map(logical::withNameSpace).orElse(logical);
  }

  /** Not by the driver's settings: it logs a line each time it sees one there. */
  private Auth inNamespace(Auth auth) {
    return config.namespace().map(auth::withNameSpace).orElse(auth);
  }

  /** Of version 1 of the KV engine, which does not change paths. */
  private Vault driver(Optional<Secret> token) {
    try {
      VaultConfig settings =
          new VaultConfig()
              .environmentLoader(new NoEnvironment())
              .address(config.address().toString())
              .readTimeout(Math.toIntExact(patience.toSeconds()))
              .httpClient(client());
      token.ifPresent(secret -> settings.token(secret.reveal()));
      return Vault.create(settings.build(), 1);
    } catch (VaultException e) {
      throw new PortFailure.Permanent("the settings of Vault do not fit its driver", e);
    }
  }

  private synchronized HttpClient client() {
    if (closed) {
      throw new PortFailure.Permanent("the platform is closed: open another", null);
    }
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              // a standby server sends to the active one
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(patience);
      config.caCertificates().ifPresent(file -> builder.sslContext(TrustedAuthorities.of(file)));
      client = builder.build();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
      client = null;
    }
  }

  /** Whoever runs this reads the environment. */
  private static final class NoEnvironment extends EnvironmentLoader {
    @Override
    public @Nullable String loadVariable(String name) {
      return null;
    }
  }
}
