// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.onprem;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.exposurenotifications.adapters.onprem.OnPremConfig;
import org.exposurenotifications.adapters.onprem.OnPremPlatform;
import org.exposurenotifications.adapters.s3.S3BlobStore;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.server.PlatformSettings;
import org.exposurenotifications.apps.server.PlatformWithBlobs;
import org.exposurenotifications.ports.Platform;

/** Reads where the platform's parts are: always literally, since secrets come from there. */
public final class OnPremPlatformReader {
  private OnPremPlatformReader() {}

  enum Blobs {
    FILESYSTEM,
    AWS_S3
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
  public static Platform read(Environment environment) {
    var settings = new PlatformSettings(environment);
    Blobs blobs = settings.provider("BLOBSTORE", Blobs.FILESYSTEM);
    Keys keys = settings.provider("KEY_MANAGER", Keys.FILESYSTEM);
    Secrets secrets = settings.provider("SECRET_MANAGER", Secrets.IN_MEMORY);
    Optional<OnPremConfig.Vault> vault =
        keys == Keys.HASHICORP_VAULT || secrets == Secrets.HASHICORP_VAULT
            ? Optional.of(VaultReader.read(environment))
            : Optional.empty();
    OnPremConfig.Keys keyPart = keys(environment, keys, vault);
    OnPremConfig.Secrets secretPart = secrets(environment, secrets, vault);
    return switch (blobs) {
      case FILESYSTEM ->
          platform(
              new OnPremConfig(files(environment), keyPart, secretPart, environment.variables()));
      case AWS_S3 -> {
        var store = new S3BlobStore(S3Reader.read(environment, settings));
        yield new PlatformWithBlobs(
            platform(
                new OnPremConfig(
                    new OnPremConfig.Blobs.Elsewhere(store),
                    keyPart,
                    secretPart,
                    environment.variables())),
            store::close);
      }
    };
  }

  private static Platform platform(OnPremConfig config) {
    return new OnPremPlatform(config, InstantSource.system(), new SecureRandom());
  }

  private static OnPremConfig.Blobs files(Environment environment) {
    return new OnPremConfig.Blobs.Files(
        Path.of(environment.required("BLOB_FILESYSTEM_ROOT", "name a directory for the files")));
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
