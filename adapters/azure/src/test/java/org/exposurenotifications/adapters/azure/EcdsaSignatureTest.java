// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

/** The encoding of two numbers; expected values by X.690, 8.3 and 10.1. */
final class EcdsaSignatureTest {
  private static final String ZEROS = "00".repeat(31);
  private static final String ONES = "11".repeat(31);

  @Test
  void numbersOfFullLengthStayAsTheyAre() {
    assertThat(der("7f" + ONES + "01" + ONES))
        .isEqualTo("3044" + "0220" + "7f" + ONES + "0220" + "01" + ONES);
  }

  @Test
  void aHighBitGetsAZeroBeforeIt() {
    assertThat(der("80" + ONES + "7f" + ONES))
        .isEqualTo("3045" + "022100" + "80" + ONES + "0220" + "7f" + ONES);
    assertThat(der("7f" + ONES + "ff" + ONES))
        .isEqualTo("3045" + "0220" + "7f" + ONES + "022100" + "ff" + ONES);
    assertThat(der("ff" + ONES + "80" + ONES))
        .isEqualTo("3046" + "022100" + "ff" + ONES + "022100" + "80" + ONES);
  }

  @Test
  void leadingZerosGo() {
    assertThat(der("00" + ONES + "0000" + "11".repeat(30)))
        .isEqualTo("3041" + "021f" + ONES + "021e" + "11".repeat(30));
    assertThat(der(ZEROS + "01" + ZEROS + "7f")).isEqualTo("3006" + "020101" + "02017f");
  }

  @Test
  void aZeroBeforeAHighBitStays() {
    assertThat(der(ZEROS + "80" + "00ff" + "11".repeat(30)))
        .isEqualTo("3026" + "02020080" + "0220" + "00ff" + "11".repeat(30));
  }

  @Test
  void zeroIsOneByte() {
    assertThat(der("00" + ZEROS + "00" + ZEROS)).isEqualTo("3006" + "020100" + "020100");
  }

  @Test
  void anotherLengthIsNoSignature() {
    for (int length : new int[] {0, 63, 65, 70}) {
      assertThatThrownBy(() -> EcdsaSignature.toDer(new byte[length]))
          .as("%s bytes", length)
          .isInstanceOf(PortFailure.Permanent.class);
    }
  }

  @Test
  void theJdkAcceptsWhatItSignedInTheOtherForm() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Signature signer = Signature.getInstance("NONEwithECDSAinP1363Format");
    Signature verifier = Signature.getInstance("NONEwithECDSA");
    byte[] digest = new byte[32];
    for (int i = 0; i < 600; i++) { // leading zeros come in one of 256 numbers
      digest[0] = (byte) i;
      digest[1] = (byte) (i >> 8);
      signer.initSign(pair.getPrivate());
      signer.update(digest);
      verifier.initVerify(pair.getPublic());
      verifier.update(digest);
      assertThat(verifier.verify(EcdsaSignature.toDer(signer.sign()).toByteArray())).isTrue();
    }
  }

  private static String der(String p1363) {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(EcdsaSignature.toDer(hex.parseHex(p1363)).toByteArray());
  }
}
