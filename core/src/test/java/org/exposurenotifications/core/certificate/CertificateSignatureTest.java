// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.exposurenotifications.core.certificate.Verifier#available")
class CertificateSignatureTest {
  private static final int HALF = 32;
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger PRIME =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

  private final World world;
  private final String signedPart = Draft.good().signedPart();
  private final byte[] good;

  CertificateSignatureTest(Verifier verifier) {
    verifier.install();
    world = new World();
    good = world.forge.signature(signedPart);
  }

  @AfterEach
  void restore() {
    Verifier.remove();
  }

  @Test
  void theTwoNumbersSideBySideCount() {
    assertThat(good).hasSize(2 * HALF);
    assertThat(verify(good)).isEqualTo(World.VERIFIED);
  }

  @Test
  void otherFormsDoNot() {
    refuses(world.forge.signature("SHA256withECDSA", signedPart));
    refuses(world.forge.signature("SHA384withECDSAinP1363Format", signedPart));
    refuses(world.forge.signature("SHA1withECDSAinP1363Format", signedPart));
    refuses(joined(second(good), first(good)));
  }

  @Test
  void aZeroAndWhatLiesBeyondTheGroupAreNoSignature() {
    byte[] zero = new byte[HALF];
    byte[] one = number(BigInteger.ONE);
    byte[] order = number(ORDER);
    byte[] most = new byte[HALF];
    Arrays.fill(most, (byte) 0xff);

    for (byte[] edge : List.of(zero, one, order, number(PRIME), most)) {
      refuses(joined(edge, edge));
      refuses(joined(first(good), edge));
      refuses(joined(edge, second(good)));
    }
    refuses(joined(zero, order));
    refuses(joined(order, zero));
    refuses(joined(one, zero));
    refuses(joined(zero, one));
  }

  @Test
  void everyOtherLengthIsRefused() {
    for (int length = 0; length <= 200; length++) {
      if (length != good.length) {
        refuses(Arrays.copyOf(good, length));
      }
    }
    refuses(joined(new byte[] {0}, good));
    refuses(joined(joined(new byte[] {0}, first(good)), joined(new byte[] {0}, second(good))));
  }

  @Test
  void everyBitCounts() {
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] changed = good.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      refuses(changed);
    }
  }

  @Test
  void itIsTheAuthoritysOverThisVeryText() {
    String other = Draft.good().claim("sub", "\"x\"").signedPart();

    refuses(new Forge(2).signature(signedPart));
    refuses(world.forge.signature(other));
    refuses(world.forge.signature(signedPart + "."));
    // the same claims, spelled differently
    refuses(
        world.forge.signature(
            Forge.signedPart(Draft.good().headerJson() + " ", Draft.good().claimsJson())));
  }

  @Test
  void itsMirrorImageCertifiesTheSameAndNothingElse() {
    byte[] mirrored = joined(first(good), number(ORDER.subtract(new BigInteger(1, second(good)))));

    assertThat(verify(mirrored)).isEqualTo(World.VERIFIED);
    world.refuses(
        Draft.good().claim("reportType", "\"negative\"").signedPart()
            + "."
            + Forge.segment(mirrored),
        Reason.SIGNATURE);
  }

  private void refuses(byte[] signature) {
    world.refuses(signedPart + "." + Forge.segment(signature), Reason.SIGNATURE);
  }

  private CertificateOutcome verify(byte[] signature) {
    return world.verify(signedPart + "." + Forge.segment(signature));
  }

  private static byte[] first(byte[] signature) {
    return Arrays.copyOf(signature, HALF);
  }

  private static byte[] second(byte[] signature) {
    return Arrays.copyOfRange(signature, HALF, 2 * HALF);
  }

  private static byte[] joined(byte[] left, byte[] right) {
    return ByteBuffer.allocate(left.length + right.length).put(left).put(right).array();
  }

  private static byte[] number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] filled = new byte[HALF];
    int length = Math.min(bytes.length, HALF);
    System.arraycopy(bytes, bytes.length - length, filled, HALF - length, length);
    return filled;
  }
}
