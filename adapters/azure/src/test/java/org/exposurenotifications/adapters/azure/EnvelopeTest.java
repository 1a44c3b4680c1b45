// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.Test;

final class EnvelopeTest {
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");
  private static final Bytes DATA = Bytes.of(new byte[] {7});
  private static final Bytes PLAIN = Bytes.of(new byte[] {1, 2, 3});

  /**
   * The bytes of format 1, which have to be opened for ever: AES-256-GCM by another implementation,
   * the key and the nonce all zeros, the associated data the header and 07.
   */
  @Test
  void formatOneStaysAsItIs() {
    Envelope envelope = Envelope.parse(golden()).orElseThrow();

    assertThat(envelope.header())
        .isEqualTo(new Envelope.Header("v1", Bytes.of(new byte[] {(byte) 0xaa, (byte) 0xbb})));
    assertThat(envelope.open(KEY, DATA)).hasValue(PLAIN);
  }

  @Test
  void whatIsSealedIsOpenedWithTheSameDataOnly() {
    Envelope envelope = Envelope.parse(sealed()).orElseThrow();

    assertThat(envelope.open(KEY, DATA)).hasValue(PLAIN);
    assertThat(envelope.open(KEY, Bytes.empty())).isEmpty();
    assertThat(envelope.open(KEY, Bytes.of(new byte[] {7, 0}))).isEmpty();
    assertThat(envelope.open(new SecretKeySpec(filled(32), "AES"), DATA)).isEmpty();
  }

  @Test
  void everyBitIsAuthenticated() {
    for (int bit = 0; bit < sealed().length() * 8; bit++) {
      byte[] changed = sealed().toByteArray();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Optional<Bytes> opened =
          Envelope.parse(Bytes.of(changed)).flatMap(envelope -> envelope.open(KEY, DATA));
      assertThat(opened).as("bit %s", bit).isEmpty();
    }
  }

  @Test
  void whatIsTooShortIsNoEnvelope() {
    byte[] whole = sealed().toByteArray();
    int shortest = whole.length - PLAIN.length();
    for (int length = 0; length < shortest; length++) {
      assertThat(Envelope.parse(Bytes.of(Arrays.copyOf(whole, length)))).as("%s", length).isEmpty();
    }
    assertThat(Envelope.parse(Bytes.of(Arrays.copyOf(whole, shortest)))).isPresent();
  }

  @Test
  void aVersionIsNeverAPath() {
    for (String version : new String[] {"", "a/b", "..", "a?b", "a%2fb"}) {
      Bytes envelope = new Envelope.Header(version, Bytes.of(new byte[2])).seal(KEY, PLAIN, DATA);
      assertThat(Envelope.parse(envelope)).as(version).isEmpty();
    }
  }

  private static Bytes golden() {
    return Bytes.of(
        HexFormat.of()
            .parseHex(
                "010276310002aabb000000000000000000000000cfa5431b05c2db7d953bd70e1aaef90bfad349"));
  }

  private static Bytes sealed() {
    return new Envelope.Header("0123abcd", Bytes.of(filled(4))).seal(KEY, PLAIN, DATA);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }
}
