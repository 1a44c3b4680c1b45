// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.exposurenotifications.apps.runtime.ConfigurationException;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.exposure.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationFileTest {
  private static final String COMPLETE =
      """
      healthAuthorities:
        - issuer: gov.example.doh
          audience: en-key-server
          name: Department of Health
          jwksUri: null
          keys: [{version: r1, from: 2026-01-01T00:00:00Z, thru: null, publicKeyFile: ha.pem}]
      authorizedApps:
        - {name: com.Example.App, regions: [us], healthAuthorities: [gov.example.doh]}
      signatureInfos:
        - {id: us, signingKey: exports-us, keyId: "310", keyVersion: v1, thru: null}
      exportConfigs:
        - {name: us, bucket: exports, filenameRoot: us, period: 4h, outputRegion: US,
           includeTravelers: true, from: 2026-01-01T00:00:00Z, signatureInfos: [us]}
      """;
  private static final String PEM =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAhfmF/C2RDkoJ4+WmZ5pojpPLBUr
      321s32bluAKC1O0ZSn3ry5dxLS3aPKhaqHZaVvRfx1hZllLyiXxlMG5XlA==
      -----END PUBLIC KEY-----
      """;

  @TempDir Path directory;

  @Test
  void aFileNamesEverythingThatIsRegistered() throws IOException {
    Configuration read = read(COMPLETE);

    assertThat(read.healthAuthorities().getFirst().keys().getFirst().publicKeyPem()).isEqualTo(PEM);
    assertThat(read.authorizedApps().getFirst().name()).isEqualTo("com.example.app");
    assertThat(read.exportConfigs().getFirst().period()).isEqualTo(Duration.ofHours(4));
    assertThat(read.exportConfigs().getFirst().filter().inputRegions())
        .containsExactly(new Region("US"));
  }

  @Test
  void whatIsShownCanBeReadAgain() throws IOException {
    Configuration read = read(COMPLETE);

    String shown = new YAMLMapper().writeValueAsString(ConfigurationView.of(read));

    assertThat(read(shown)).isEqualTo(read);
    assertThat(ConfigurationView.differences(read, read)).isEmpty();
  }

  @Test
  void differencesNameTheMember() throws IOException {
    Configuration now = read(COMPLETE);
    Configuration then = read(COMPLETE.replace("period: 4h", "period: 1h").replace("r1", "r2"));

    assertThat(ConfigurationView.differences(now, then))
        .containsExactly(
            "~ healthAuthorities gov.example.doh: key r2", "~ exportConfigs us: period 4h -> 1h");
    assertThat(ConfigurationView.differences(Configuration.EMPTY, now)).hasSize(4);
  }

  @Test
  void everyWrongEntryIsNamed() {
    assertThatThrownBy(() ->
            read(
                COMPLETE
                    .replace("period: 4h", "period: 7h")
                    .replace("id: us,", "id: '',")
                    .replace("ha.pem", "nowhere.pem")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("healthAuthorities[0]: keys.publicKeyFile: ")
        .hasMessageContaining("signatureInfos[0]: id is missing")
        .hasMessageContaining("exportConfigs[0]: period PT7H is not a divisor of 24 hours");
  }

  @Test
  void anUnknownMemberIsNamedWithItsPlace() {
    assertThatThrownBy(() -> read(COMPLETE.replace("outputRegion", "outputRegoin")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 13, column ")
        .hasMessageContaining(
            "exportConfigs[0].outputRegoin: there is no such member; there are bucket, ");
  }

  @Test
  void aKeyOfAnotherCurveIsRefused() {
    assertThatThrownBy(
            () -> read(COMPLETE.replace("publicKeyFile: ha.pem", "publicKey: '-----BEGIN'")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("public key is not a PEM");
  }

  @Test
  void anAbsentFileIsSaidToBeAbsent() {
    assertThatThrownBy(() -> ConfigurationFile.read(directory.resolve("none.yaml")))
        .hasMessageEndingWith("none.yaml does not exist");
  }

  @Test
  void filesThatAreTooLongAreRefusedBeforeTheyAreRead() throws IOException {
    for (String name : new String[] {"huge.yaml", "ha.pem"}) {
      try (var file = new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
        file.setLength(3L << 30);
      }
    }
    assertThatThrownBy(() -> ConfigurationFile.read(directory.resolve("huge.yaml")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("huge.yaml is longer than 3145728 bytes; apply it in parts");
    Path file = Files.writeString(directory.resolve("config.yaml"), COMPLETE);
    assertThatThrownBy(() -> ConfigurationFile.read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ha.pem is longer than 65536 bytes");
  }

  @Test
  void anchorsThatMultiplyAreRefused() {
    var yaml = new StringBuilder("healthAuthorities:\n  - &a0 {issuer: x}\n");
    for (int i = 1; i < 40; i++) {
      yaml.append("  - &a%s [*a%s, *a%s]\n".formatted(i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(yaml.toString())).isInstanceOf(ConfigurationException.class);
  }

  private Configuration read(String yaml) throws IOException {
    Files.writeString(directory.resolve("ha.pem"), PEM);
    return ConfigurationFile.read(Files.writeString(directory.resolve("config.yaml"), yaml));
  }
}
