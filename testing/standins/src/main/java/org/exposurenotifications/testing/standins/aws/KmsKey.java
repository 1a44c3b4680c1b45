// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.aws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** A key with real cryptography: P-256, or AES-256-GCM with the material of all rotations. */
final class KmsKey {
  /** Those of a key's id, the number of its material, and the nonce. */
  private static final int HEAD_BYTES = 36 + 1 + 12;

  final String id = UUID.randomUUID().toString();
  final String spec;
  final KeyPair pair;
  private final List<SecretKey> materials = new CopyOnWriteArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private volatile String state = "Enabled";

  KmsKey(String spec) throws GeneralSecurityException {
    this.spec = spec;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(
        new ECGenParameterSpec(spec.equals("ECC_NIST_P384") ? "secp384r1" : "secp256r1"));
    this.pair = generator.generateKeyPair();
    rotate();
  }

  String arn() {
    return "arn:aws:kms:eu-central-1:111122223333:key/" + id;
  }

  boolean isSymmetric() {
    return spec.equals("SYMMETRIC_DEFAULT");
  }

  String usage() {
    return isSymmetric() ? "ENCRYPT_DECRYPT" : "SIGN_VERIFY";
  }

  String state() {
    return state;
  }

  void become(String newState) {
    state = newState;
  }

  /** Fails as KMS does if the key does not work. */
  KmsKey enabled() {
    return switch (state) {
      case "Enabled" -> this;
      case "Disabled" -> throw KmsError.refusal("DisabledException");
      default -> throw KmsError.refusal("KMSInvalidStateException");
    };
  }

  void rotate() throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance("AES");
    generator.init(256);
    materials.add(generator.generateKey());
  }

  byte[] sign(byte[] message, boolean isDigest) throws GeneralSecurityException {
    if (isDigest && message.length != 32) {
      throw KmsError.refusal("ValidationException");
    }
    Signature signature = Signature.getInstance(isDigest ? "NONEwithECDSA" : "SHA256withECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(message);
    return signature.sign();
  }

  byte[] encrypt(byte[] plaintext, String context) throws GeneralSecurityException {
    byte[] nonce = new byte[12];
    random.nextBytes(nonce);
    int newest = materials.size() - 1;
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, newest, nonce, context).doFinal(plaintext);
    return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
        .put(id.getBytes(StandardCharsets.US_ASCII))
        .put((byte) newest)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** The id that a ciphertext names. */
  static String idIn(byte[] ciphertext) {
    if (ciphertext.length < HEAD_BYTES + 16) {
      throw KmsError.refusal("InvalidCiphertextException");
    }
    return new String(ciphertext, 0, 36, StandardCharsets.US_ASCII);
  }

  byte[] decrypt(byte[] ciphertext, String context) {
    ByteBuffer rest = ByteBuffer.wrap(ciphertext).position(36);
    int material = rest.get();
    byte[] nonce = new byte[12];
    rest.get(nonce);
    try {
      return cipher(Cipher.DECRYPT_MODE, material, nonce, context)
          .doFinal(ciphertext, HEAD_BYTES, ciphertext.length - HEAD_BYTES);
    } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
      throw KmsError.refusal("InvalidCiphertextException");
    }
  }

  private Cipher cipher(int mode, int material, byte[] nonce, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, materials.get(material), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
