// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.CryptoKeyVersionTemplate;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** One version of a key, with real key material. */
final class HeldKeyVersion {
  private static final int NONCE = 12;

  private final String name;
  private final CryptoKeyVersionTemplate template;
  private final KeyPair pair;
  private final SecretKey secret;
  private CryptoKeyVersionState state = CryptoKeyVersionState.ENABLED;
  private int looksUntilGenerated;

  HeldKeyVersion(String name, CryptoKeyVersionTemplate template, int looksUntilGenerated) {
    this.name = name;
    this.template = template;
    this.looksUntilGenerated = looksUntilGenerated;
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(new ECGenParameterSpec("secp256r1"));
      KeyGenerator secrets = KeyGenerator.getInstance("AES");
      secrets.init(256);
      this.pair = pairs.generateKeyPair();
      this.secret = secrets.generateKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized CryptoKeyVersion described() {
    return CryptoKeyVersion.newBuilder()
        .setName(name)
        .setAlgorithm(template.getAlgorithm())
        .setProtectionLevel(template.getProtectionLevel())
        .setState(looksUntilGenerated > 0 ? CryptoKeyVersionState.PENDING_GENERATION : state)
        .build();
  }

  synchronized void become(CryptoKeyVersionState next) {
    state = next;
  }

  /** Each look at a version that is being generated brings it nearer to its end. */
  synchronized HeldKeyVersion usable() {
    boolean pending = looksUntilGenerated-- > 0;
    GrpcAnswer.require(
        !pending && state == CryptoKeyVersionState.ENABLED,
        Status.FAILED_PRECONDITION,
        name + " is not enabled, current state is: " + (pending ? "PENDING_GENERATION" : state));
    return this;
  }

  String name() {
    return name;
  }

  String pem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  ByteString sign(ByteString digest) {
    GrpcAnswer.require(
        digest.size() == 32, Status.INVALID_ARGUMENT, "The digest has the wrong length.");
    try {
      Signature signature = Signature.getInstance("NONEwithECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(digest.toByteArray());
      return ByteString.copyFrom(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  ByteString encrypt(ByteString plaintext, ByteString associatedData) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, secret);
      cipher.updateAAD(associatedData.toByteArray());
      byte[] sealed = cipher.doFinal(plaintext.toByteArray());
      return ByteString.copyFrom(cipher.getIV()).concat(ByteString.copyFrom(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  ByteString decrypt(ByteString sealed, ByteString associatedData) {
    try {
      byte[] bytes = sealed.toByteArray();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, secret, new GCMParameterSpec(128, bytes, 0, NONCE));
      cipher.updateAAD(associatedData.toByteArray());
      return ByteString.copyFrom(cipher.doFinal(bytes, NONCE, bytes.length - NONCE));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      throw GrpcAnswer.failure(
          Status.INVALID_ARGUMENT, "Decryption failed: the ciphertext is invalid.");
    }
  }
}
