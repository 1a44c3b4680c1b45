// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.exposurenotifications.core.fixtures.Vectors;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TekMacTest {
  private static final Bytes SECRET = World.SECRET;

  static Stream<Named<JsonObject>> cases() {
    return Vectors.json("tek-hmac.json").getAsJsonArray("cases").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(c -> Named.of(c.get("name").getAsString(), c));
  }

  /** As in the golden data; a risk may be left out. */
  static KeyText key(JsonObject json) {
    return new KeyText(
        json.get("key").getAsString(),
        json.get("rollingStartNumber").getAsInt(),
        json.get("rollingPeriod").getAsInt(),
        json.has("transmissionRisk") ? json.get("transmissionRisk").getAsLong() : 0);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void messageAndMacAreThoseOfTheReference(JsonObject vector) {
    JsonObject four = vector.getAsJsonObject("fourFields");
    String message = TekMac.message(keys(vector));

    assertThat(message).isEqualTo(four.get("message").getAsString());
    assertThat(TekMac.compute(secret(vector), message).base64())
        .isEqualTo(four.get("tekmac").getAsString());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bothFormsCountAsAtTheReferenceInWhateverOrderKeysCome(JsonObject vector) {
    List<KeyText> shuffled = new ArrayList<>(keys(vector));
    Collections.shuffle(shuffled, new Random(5));

    for (String name : List.of("fourFields", "threeFields")) {
      JsonObject form = vector.getAsJsonObject(name);
      Bytes mac = Bytes.ofBase64(form.get("tekmac").getAsString());
      boolean accepted = form.get("accepted").getAsBoolean();
      assertThat(TekMac.compute(secret(vector), form.get("message").getAsString())).isEqualTo(mac);
      assertThat(TekMac.matches(secret(vector), keys(vector), mac)).isEqualTo(accepted);
      assertThat(TekMac.matches(secret(vector), shuffled, mac)).isEqualTo(accepted);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 8, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32})
  void oneRiskOtherThanZeroForbidsThreeFieldsForAll(long risk) {
    List<KeyText> keys = List.of(new KeyText("A", 1, 144, 0), new KeyText("B", 2, 144, risk));

    assertThat(matches(keys, "A.1.144,B.2.144")).isFalse();
    assertThat(matches(keys, "A.1.144.0,B.2.144")).isFalse();
    assertThat(matches(keys, "A.1.144.0,B.2.144." + risk)).isTrue();
  }

  @Test
  void formsAreNotMixedEvenWithoutRisk() {
    List<KeyText> keys = List.of(new KeyText("A", 1, 144, 0), new KeyText("B", 2, 144, 0));

    assertThat(matches(keys, "A.1.144,B.2.144")).isTrue();
    assertThat(matches(keys, "A.1.144.0,B.2.144.0")).isTrue();
    assertThat(matches(keys, "A.1.144.0,B.2.144")).isFalse();
    assertThat(matches(keys, "B.2.144,A.1.144")).isFalse();
    assertThat(matches(keys, "A.1.144, B.2.144")).isFalse();
    assertThat(matches(keys, "A.1.144,B.2.144,")).isFalse();
    assertThat(matches(keys, "A.1.144")).isFalse();
  }

  @Test
  void twoKeysOfOneTextMayComeInEitherOrder() {
    List<KeyText> keys =
        List.of(
            new KeyText("B", 1, 144, 3), new KeyText("A", 9, 144, 0), new KeyText("B", 2, 144, 0));

    assertThat(matches(keys, "A.9.144.0,B.1.144.3,B.2.144.0")).isTrue();
    assertThat(matches(keys, "A.9.144.0,B.2.144.0,B.1.144.3")).isTrue();
    assertThat(matches(keys, "B.1.144.3,A.9.144.0,B.2.144.0")).isFalse();
  }

  @Test
  void noKeysHaveNoMac() {
    assertThat(matches(List.of(), "")).isFalse();
  }

  @Test
  void partOfAMacIsNone() {
    List<KeyText> keys = List.of(new KeyText("A", 1, 144, 0));
    byte[] mac = TekMac.compute(SECRET, "A.1.144.0").toByteArray();

    assertThat(TekMac.matches(SECRET, keys, Bytes.of(mac))).isTrue();
    for (int length = 0; length <= 40; length++) {
      if (length != mac.length) {
        assertThat(TekMac.matches(SECRET, keys, Bytes.of(Arrays.copyOf(mac, length)))).isFalse();
      }
    }
  }

  /** RFC 4231, test case 6, and the well-known MAC of nothing without a key. */
  @Test
  void secretsMayBeLongerThanABlockOrEmpty() {
    byte[] longer = new byte[131];
    Arrays.fill(longer, (byte) 0xaa);

    assertThat(hex(Bytes.of(longer), "Test Using Larger Than Block-Size Key - Hash Key First"))
        .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    assertThat(hex(Bytes.empty(), ""))
        .isEqualTo("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  }

  @Test
  void keysAreSortedByTheirBytes() {
    // as UTF-16 the second would come first
    String bmp = "\uFFFD";
    String beyond = "\uD83D\uDE00";

    assertThat(Stream.of(beyond, bmp, "a", "B", "9", "/", "+").sorted(TekMac.KEY_ORDER))
        .containsExactly("+", "/", "9", "B", "a", bmp, beyond);
    assertThat(bmp.getBytes(UTF_8)[0] & 0xff).isLessThan(beyond.getBytes(UTF_8)[0] & 0xff);
  }

  @Test
  void textFormsGiveNothingAway() {
    KeyText key = new KeyText("EBESExQVFhcYGRobHB0eHw==", 1, 2, 3);

    assertThat(key).hasToString("KeyText[redacted]");
    assertThat(new CertifiedKeys("certificate", "secret", List.of(key)))
        .hasToString("CertifiedKeys[1 keys]");
  }

  private static boolean matches(List<KeyText> keys, String message) {
    return TekMac.matches(SECRET, keys, TekMac.compute(SECRET, message));
  }

  private static String hex(Bytes secret, String message) {
    return HexFormat.of().formatHex(TekMac.compute(secret, message).toByteArray());
  }

  private static List<KeyText> keys(JsonObject vector) {
    return vector.getAsJsonArray("temporaryExposureKeys").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(TekMacTest::key)
        .toList();
  }

  private static Bytes secret(JsonObject vector) {
    return TolerantBase64.decode(vector.get("hmacKey").getAsString()).orElseThrow();
  }
}
