// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Platforms as an app makes them. */
final class TestPlatforms {
  private TestPlatforms() {}

  static OnPremConfig files(Path blobs, Path keys, Path secrets, Map<String, String> environment) {
    return new OnPremConfig(
        new OnPremConfig.Blobs.Files(blobs),
        new OnPremConfig.Keys.Files(keys),
        new OnPremConfig.Secrets.Files(secrets),
        environment);
  }

  static OnPremPlatform inFiles(
      Path blobs, Path keys, Path secrets, Map<String, String> environment) {
    return open(files(blobs, keys, secrets, environment));
  }

  /** Keys and secrets in Vault, and no objects. */
  static OnPremConfig inVault(OnPremConfig.Vault vault) {
    return new OnPremConfig(
        new OnPremConfig.Blobs.Files(Path.of("target/none")),
        new OnPremConfig.Keys.Transit(vault, "transit"),
        new OnPremConfig.Secrets.KeyValue(vault),
        Map.of());
  }

  static OnPremPlatform open(OnPremConfig config) {
    return new OnPremPlatform(config, InstantSource.system(), new SecureRandom());
  }
}
