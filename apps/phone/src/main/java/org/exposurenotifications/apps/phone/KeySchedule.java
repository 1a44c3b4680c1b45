// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * What follows from a temporary exposure key: its broadcasts, and the key to their metadata
 * (verification-and-phone.md 14.2). Thread-safe.
 */
final class KeySchedule {
  private static final int BLOCK = 16;

  private final SecretKey identifierKey;
  private final SecretKey metadataKey;

  /**
   * @param keyData 16 bytes
   * @throws IllegalArgumentException if of another length
   */
  KeySchedule(Bytes keyData) {
    if (keyData.length() != TemporaryExposureKey.LENGTH) {
      throw new IllegalArgumentException("key of " + keyData.length() + " bytes");
    }
    this.identifierKey = derive(keyData, "EN-RPIK");
    this.metadataKey = derive(keyData, "EN-AEMK");
  }

  private static SecretKey derive(Bytes keyData, String info) {
    try {
      byte[] key =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(keyData.toByteArray())
                      .thenExpand(info.getBytes(US_ASCII), BLOCK));
      return new SecretKeySpec(key, "AES");
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** The rolling proximity identifier (RPI) of an interval, 16 bytes. */
  Bytes identifier(IntervalNumber interval) {
    return identifiers(interval, 1).getFirst();
  }

  /** The identifiers of so many intervals in a row. */
  List<Bytes> identifiers(IntervalNumber first, int count) {
    ByteBuffer padded = ByteBuffer.allocate(count * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      padded.put("EN-RPI".getBytes(US_ASCII)).put(new byte[6]).putInt(first.value() + i);
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, identifierKey);
      byte[] blocks = cipher.doFinal(padded.array());
      return IntStream.range(0, count)
          .mapToObj(i -> Bytes.of(Arrays.copyOfRange(blocks, i * BLOCK, (i + 1) * BLOCK)))
          .toList();
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** Seals metadata, or opens associated encrypted metadata (AEM): both are one operation. */
  Bytes crypt(Bytes identifier, Bytes metadata) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, metadataKey, new IvParameterSpec(identifier.toByteArray()));
      return Bytes.of(cipher.doFinal(metadata.toByteArray()));
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  Bytes identifierKey() {
    return Bytes.of(identifierKey.getEncoded());
  }

  Bytes metadataKey() {
    return Bytes.of(metadataKey.getEncoded());
  }

  private static IllegalStateException unavailable(GeneralSecurityException cause) {
    return new IllegalStateException("HKDF or AES do not work here", cause);
  }
}
