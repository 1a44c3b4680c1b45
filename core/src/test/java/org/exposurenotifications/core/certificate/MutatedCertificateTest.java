// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.exposurenotifications.core.certificate.CertificateOutcome.Verified;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** However a certificate is changed, it never says anything else, and nothing is thrown. */
@ParameterizedClass
@MethodSource("org.exposurenotifications.core.certificate.Verifier#available")
class MutatedCertificateTest {
  private static final int ROUNDS = 5_000;

  private final Random random = new Random(20_261_124);
  private final World world;
  private final String good;

  MutatedCertificateTest(Verifier verifier) {
    verifier.install();
    world = new World();
    good = world.forge.sign(Draft.good().signedPart());
  }

  @AfterEach
  void restore() {
    Verifier.remove();
  }

  @Test
  void bitsOfTheText() {
    for (int round = 0; round < ROUNDS; round++) {
      expectNothingElse(new String(flipped(good.getBytes(ISO_8859_1)), ISO_8859_1));
    }
  }

  @Test
  void bitsOfWhatTheTextStandsFor() {
    String[] segments = good.split("\\.", -1);
    for (int round = 0; round < ROUNDS; round++) {
      String[] changed = segments.clone();
      int i = random.nextInt(changed.length);
      changed[i] = Forge.segment(flipped(Base64.getUrlDecoder().decode(changed[i])));
      expectNothingElse(String.join(".", changed));
    }
  }

  @Test
  void partsOfTwoCertificates() {
    String other =
        world.forge.sign(
            Draft.good()
                .claim("reportType", "\"negative\"")
                .claim("symptomOnsetInterval", "2991600")
                .signedPart());
    for (int round = 0; round < ROUNDS; round++) {
      int cut = random.nextInt(good.length());
      int end = Math.min(good.length(), cut + 1 + random.nextInt(60));
      if (end <= other.length()) {
        expectNothingElse(good.substring(0, cut) + other.substring(cut, end) + good.substring(end));
      }
      expectNothingElse(good.substring(0, cut) + good.substring(end));
    }
  }

  private void expectNothingElse(String changed) {
    switch (world.verify(changed)) {
      case Refused _ -> {}
      // the signature's last character has bits that stand for nothing
      case Verified verified -> {
        assertThat(verified).isEqualTo(World.VERIFIED);
        assertThat(signedPart(changed)).isEqualTo(signedPart(good));
      }
    }
  }

  private static String signedPart(String certificate) {
    return certificate.substring(0, certificate.lastIndexOf('.'));
  }

  private byte[] flipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    int bits = 1 + random.nextInt(3);
    for (int i = 0; i < bits; i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }
}
