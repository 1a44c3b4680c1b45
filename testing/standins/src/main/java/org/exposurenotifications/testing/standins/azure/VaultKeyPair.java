// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.azure;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** A key pair, and what Key Vault does with it. */
record VaultKeyPair(KeyPair pair) {
  private static final OAEPParameterSpec OAEP_256 =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  /** They take long to make; every vault may have the same, but each of its keys another. */
  private static final Map<Integer, KeyPair> RSA = new ConcurrentHashMap<>();

  static VaultKeyPair of(String type, int number) {
    return new VaultKeyPair(type.startsWith("EC") ? ec() : RSA.computeIfAbsent(number, _ -> rsa()));
  }

  byte[] use(String operation, String algorithm, byte[] input) throws GeneralSecurityException {
    return switch (operation + " " + algorithm) {
      case "sign ES256" -> {
        Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
        signature.initSign(pair.getPrivate());
        signature.update(input);
        yield signature.sign();
      }
      case "wrapkey RSA-OAEP-256" -> oaep(Cipher.ENCRYPT_MODE, input);
      case "unwrapkey RSA-OAEP-256" -> oaep(Cipher.DECRYPT_MODE, input);
      default -> throw new GeneralSecurityException("not here: " + operation + " " + algorithm);
    };
  }

  Map<String, Object> publicJwk() {
    return switch (pair.getPublic()) {
      case ECPublicKey key ->
          Map.of(
              "kty",
              "EC",
              "crv",
              "P-256",
              "x",
              text(key.getW().getAffineX(), 32),
              "y",
              text(key.getW().getAffineY(), 32),
              "key_ops",
              List.of("sign", "verify"));
      case RSAPublicKey key ->
          Map.of(
              "kty",
              "RSA",
              "n",
              text(key.getModulus(), 384),
              "e",
              text(key.getPublicExponent(), 3),
              "key_ops",
              List.of("wrapKey", "unwrapKey"));
      default -> throw new IllegalStateException("neither EC nor RSA");
    };
  }

  private byte[] oaep(int mode, byte[] input) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(mode, mode == Cipher.ENCRYPT_MODE ? pair.getPublic() : pair.getPrivate(), OAEP_256);
    return cipher.doFinal(input);
  }

  private static KeyPair ec() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(3072);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] padded = new byte[length];
    int count = Math.min(length, bytes.length);
    System.arraycopy(
        Arrays.copyOfRange(bytes, bytes.length - count, bytes.length),
        0,
        padded,
        length - count,
        count);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }
}
