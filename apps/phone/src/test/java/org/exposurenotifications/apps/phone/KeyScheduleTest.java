// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.junit.jupiter.api.Test;

final class KeyScheduleTest {
  private static final KeySchedule OFFICIAL =
      new KeySchedule(hex("75c734c6dd1a782de7a965da5eb93125"));

  @Test
  void theDerivedKeysAreThoseOfTheOfficialVectors() {
    assertThat(OFFICIAL.identifierKey()).isEqualTo(hex("185ad91db69ec7dd048960f1f3ba6175"));
    assertThat(OFFICIAL.metadataKey()).isEqualTo(hex("d57c46af7a1d83965b9bed8bd152936a"));
  }

  @Test
  void theBroadcastsOfADayAreThoseOfTheOfficialVectors() throws IOException {
    List<String> lines =
        Files.readAllLines(Vectors.path("rpi-aem.json")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("{\"interval\""))
            .toList();
    assertThat(lines).hasSize(144);
    List<Bytes> identifiers = OFFICIAL.identifiers(new IntervalNumber(2642976), 144);

    for (int i = 0; i < lines.size(); i++) {
      Map<String, String> expected = FlatJson.read(lines.get(i));
      IntervalNumber interval =
          new IntervalNumber(Integer.parseInt(FlatJson.member(expected, "interval")));
      Bytes identifier = OFFICIAL.identifier(interval);
      assertThat(identifier).isEqualTo(hex(FlatJson.member(expected, "rpi")));
      assertThat(identifiers.get(i)).isEqualTo(identifier);
      assertThat(OFFICIAL.crypt(identifier, hex("40080000")))
          .isEqualTo(hex(FlatJson.member(expected, "aem")));
    }
  }

  @Test
  void whatWasSealedIsOpenedTheSameWay() {
    Bytes identifier = OFFICIAL.identifier(new IntervalNumber(2642976));
    Bytes sealed = OFFICIAL.crypt(identifier, new Metadata(2, -17).encode());

    assertThat(Metadata.decode(OFFICIAL.crypt(identifier, sealed))).contains(new Metadata(2, -17));
  }

  @Test
  void metadataThatNoPhoneSendsIsRefused() {
    assertThat(Metadata.decode(hex("40150000"))).isEmpty();
    assertThat(Metadata.decode(hex("40140000"))).contains(new Metadata(0, 20));
    assertThat(Metadata.decode(hex("40ce0000"))).contains(new Metadata(0, -50));
    assertThat(Metadata.decode(hex("40cd0000"))).isEmpty();
    assertThat(Metadata.decode(hex("401400"))).isEmpty();
  }

  @Test
  void aKeyOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new KeySchedule(hex("75c7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key of 2 bytes");
  }

  private static Bytes hex(String text) {
    return Bytes.of(HexFormat.of().parseHex(text));
  }
}
