// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.testing.fuzz.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registrations from a file that someone got wrong, or got from someone. */
final class ConfigurationFuzzTest {
  private static final long MOST_BYTES = 32_000_000;
  private static final String GOOD =
      """
      healthAuthorities:
        - issuer: gov.example.doh
          audience: keys
          name: &name Health
          jwksUri: https://doh.example/jwks
          keys:
            - {version: "1", from: 2020-01-01T00:00:00Z, thru: 2030-01-01T00:00:00Z, publicKeyFile: no.pem}
      authorizedApps:
        - {name: com.example.app, regions: [US], healthAuthorities: [gov.example.doh], bypassRevisionToken: false}
      signatureInfos:
        - {id: us, signingKey: exports-us, keyId: "310", keyVersion: v1}
      exportConfigs:
        - {name: us, bucket: exports, filenameRoot: us, period: 4h, outputRegion: US, inputRegions: [US],
           includeTravelers: true, maxRecords: 5000, from: 2020-01-01T00:00:00Z, signatureInfos: [us]}
      """;

  @TempDir Path folder;

  @Test
  void aFileIsReadOrRefusedWithItsName() {
    new Fuzz("configuration", MOST_BYTES, Duration.ofSeconds(2))
        .run(List.of(GOOD.getBytes(UTF_8)), this::requireOutcome);
  }

  private void requireOutcome(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("config.yaml"), content);
    try {
      assertThat(ConfigurationFile.read(file)).isNotNull();
    } catch (ConfigurationException refused) {
      assertThat(refused.problems()).isNotEmpty();
    }
  }
}
