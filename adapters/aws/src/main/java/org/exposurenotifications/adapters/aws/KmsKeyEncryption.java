// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Encryption by KMS itself, whose limit is the port's. Associated data is bound as the encryption
 * context {@code aad}, which the account's audit log shows (export-and-operations.md 13.3).
 */
final class KmsKeyEncryption implements KeyEncryption {
  /** An encryption context ends at 8,192 characters. */
  private static final int LONGEST_CONTEXT_BYTES = 4096;

  private final LazyClient<KmsClient> client;
  private final KmsKeyMaker maker;

  KmsKeyEncryption(LazyClient<KmsClient> client) {
    this.client = client;
    this.maker = new KmsKeyMaker(client);
  }

  @Override
  public void ensure(String keyName) {
    KmsName.requireValid(keyName);
    if (!isThere(keyName)) {
      maker.make(keyName, KeySpec.SYMMETRIC_DEFAULT, KeyUsageType.ENCRYPT_DECRYPT);
      if (!isThere(keyName)) {
        throw KmsKeyMaker.notYetVisible(keyName);
      }
    }
  }

  private boolean isThere(String keyName) {
    try {
      KeySpec spec =
          client.get().describeKey(request -> request.keyId(keyName)).keyMetadata().keySpec();
      if (spec != KeySpec.SYMMETRIC_DEFAULT) {
        throw new PortFailure.Permanent(
            "the key '" + keyName + "' is no encryption key: name another", null);
      }
      return true;
    } catch (NotFoundException _) {
      return false;
    } catch (SdkException e) {
      throw AwsFailure.of("find the key '" + keyName + "'", "kms:DescribeKey on this key", e);
    }
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    KmsName.requireValid(keyName);
    try {
      return Bytes.of(
          client
              .get()
              .encrypt(request ->
                  request
                      .keyId(keyName)
                      .plaintext(SdkBytes.fromByteArray(plaintext.toByteArray()))
                      .encryptionContext(context(associatedData)))
              .ciphertextBlob()
              .asByteArray());
    } catch (SdkException e) {
      throw AwsFailure.of("encrypt under '" + keyName + "'", "kms:Encrypt on this key", e);
    }
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    KmsName.requireValid(keyName);
    try {
      return Bytes.of(
          client
              .get()
              .decrypt(request ->
                  request
                      .keyId(keyName)
                      .ciphertextBlob(SdkBytes.fromByteArray(ciphertext.toByteArray()))
                      .encryptionContext(context(associatedData)))
              .plaintext()
              .asByteArray());
    } catch (SdkException e) {
      throw AwsFailure.of("decrypt under '" + keyName + "'", "kms:Decrypt on this key", e);
    }
  }

  private static Map<String, String> context(Bytes associatedData) {
    if (associatedData.length() == 0) {
      return Map.of();
    }
    return associatedData.length() <= LONGEST_CONTEXT_BYTES
        ? Map.of("aad", associatedData.base64())
        : Map.of("aad-sha256", sha256(associatedData).base64());
  }

  private static Bytes sha256(Bytes data) {
    try {
      return Bytes.of(MessageDigest.getInstance("SHA-256").digest(data.toByteArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new PortFailure.Permanent("this Java has no SHA-256", e);
    }
  }
}
