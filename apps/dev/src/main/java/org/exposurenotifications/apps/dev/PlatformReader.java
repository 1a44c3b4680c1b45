// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.exposurenotifications.adapters.onprem.OnPremConfig;
import org.exposurenotifications.adapters.onprem.OnPremPlatform;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;

/** Reads where the platform's parts are: always literally, since secrets come from there. */
final class PlatformReader {
  private PlatformReader() {}

  enum Blobs {
    FILESYSTEM
  }

  enum Keys {
    FILESYSTEM,
    HASHICORP_VAULT
  }

  enum Secrets {
    IN_MEMORY,
    FILESYSTEM,
    HASHICORP_VAULT
  }

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static Platform read(Environment environment) {
    environment.choice("BLOBSTORE", Blobs.FILESYSTEM);
    Keys keys = environment.choice("KEY_MANAGER", Keys.FILESYSTEM);
    Secrets secrets = environment.choice("SECRET_MANAGER", Secrets.IN_MEMORY);
    var blobs =
        new OnPremConfig.Blobs.Files(
            Path.of(
                environment.required("BLOB_FILESYSTEM_ROOT", "name a directory for the files")));
    Optional<OnPremConfig.Vault> vault =
        keys == Keys.HASHICORP_VAULT || secrets == Secrets.HASHICORP_VAULT
            ? Optional.of(VaultReader.read(environment))
            : Optional.empty();
    var config =
        new OnPremConfig(
            blobs,
            keys(environment, keys, vault),
            secrets(environment, secrets, vault),
            environment.variables());
    return new OnPremPlatform(config, InstantSource.system(), new SecureRandom());
  }

  private static OnPremConfig.Keys keys(
      Environment environment, Keys keys, Optional<OnPremConfig.Vault> vault) {
    return switch (keys) {
      case FILESYSTEM ->
          new OnPremConfig.Keys.Files(
              Path.of(
                  environment.required("KEY_FILESYSTEM_ROOT", "name a directory for the keys")));
      case HASHICORP_VAULT ->
          new OnPremConfig.Keys.Transit(vault.orElseThrow(), VaultReader.transitMount(environment));
    };
  }

  private static OnPremConfig.Secrets secrets(
      Environment environment, Secrets secrets, Optional<OnPremConfig.Vault> vault) {
    return switch (secrets) {
      case IN_MEMORY -> new OnPremConfig.Secrets.EnvironmentOnly();
      case FILESYSTEM ->
          new OnPremConfig.Secrets.Files(
              Path.of(
                  environment.required(
                      "SECRET_FILESYSTEM_ROOT",
                      "name the directory of the secrets, or set SECRET_MANAGER=IN_MEMORY")));
      case HASHICORP_VAULT -> new OnPremConfig.Secrets.KeyValue(vault.orElseThrow());
    };
  }
}
