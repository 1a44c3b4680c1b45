// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.nio.file.Path;
import org.exposurenotifications.adapters.onprem.OnPremConfig;
import org.exposurenotifications.adapters.onprem.OnPremPlatform;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;

/** Reads where the platform's parts are: always literally, since secrets come from there. */
final class PlatformReader {
  private static final Path NOWHERE = Path.of("/nonexistent");

  private PlatformReader() {}

  enum Blobs {
    FILESYSTEM
  }

  enum Keys {
    FILESYSTEM
  }

  enum Secrets {
    IN_MEMORY,
    FILESYSTEM
  }

  /** What is wrong is noted in the environment, which the caller checks before use. */
  static Platform read(Environment environment) {
    environment.choice("BLOBSTORE", Blobs.FILESYSTEM);
    environment.choice("KEY_MANAGER", Keys.FILESYSTEM);
    var secrets = environment.choice("SECRET_MANAGER", Secrets.IN_MEMORY);
    var config =
        new OnPremConfig(
            Path.of(environment.required("BLOB_FILESYSTEM_ROOT", "name a directory for the files")),
            Path.of(environment.required("KEY_FILESYSTEM_ROOT", "name a directory for the keys")),
            switch (secrets) {
              case IN_MEMORY -> NOWHERE;
              case FILESYSTEM ->
                  Path.of(
                      environment.required(
                          "SECRET_FILESYSTEM_ROOT",
                          "name the directory of the secrets, or set SECRET_MANAGER=IN_MEMORY"));
            },
            environment.variables());
    return new OnPremPlatform(config);
  }
}
