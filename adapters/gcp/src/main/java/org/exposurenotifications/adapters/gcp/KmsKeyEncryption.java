// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyName;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.protobuf.ByteString;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;

/** AES-256-GCM in Cloud KMS: a key's primary version seals, each enabled version opens. */
final class KmsKeyEncryption implements KeyEncryption {
  private final GcpClients clients;
  private final GcpNames names;
  private final KmsKeyMaker maker;

  KmsKeyEncryption(GcpClients clients, GcpNames names, boolean hsm) {
    this.clients = clients;
    this.names = names;
    this.maker =
        new KmsKeyMaker(
            clients,
            CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT,
            CryptoKeyVersionAlgorithm.GOOGLE_SYMMETRIC_ENCRYPTION,
            hsm);
  }

  @Override
  public void ensure(String keyName) {
    CryptoKeyName key = required(keyName);
    if (!isThere(key)) {
      maker.make(key);
    }
  }

  @Override
  public Bytes encrypt(String keyName, Bytes plaintext, Bytes associatedData) {
    String key = required(keyName).toString();
    ByteString text = ByteString.copyFrom(plaintext.toByteArray());
    ByteString data = ByteString.copyFrom(associatedData.toByteArray());
    EncryptRequest request =
        EncryptRequest.newBuilder()
            .setName(key)
            .setPlaintext(text)
            .setPlaintextCrc32C(Crc32c.of(text))
            .setAdditionalAuthenticatedData(data)
            .setAdditionalAuthenticatedDataCrc32C(Crc32c.of(data))
            .build();
    Attempt attempt =
        new Attempt("encrypt with " + key, key, "cloudkms.cryptoKeyVersions.useToEncrypt");
    EncryptResponse answer = attempt.run(() -> clients.kms().encrypt(request));
    attempt.requireIntact(
        GcpNames.isOf(key, answer.getName().replaceFirst("/cryptoKeyVersions/[0-9]+$", ""))
            && answer.getVerifiedPlaintextCrc32C()
            && answer.getVerifiedAdditionalAuthenticatedDataCrc32C()
            && answer.hasCiphertextCrc32C()
            && answer.getCiphertextCrc32C().equals(Crc32c.of(answer.getCiphertext())));
    return Bytes.of(answer.getCiphertext().toByteArray());
  }

  @Override
  public Bytes decrypt(String keyName, Bytes ciphertext, Bytes associatedData) {
    String key = required(keyName).toString();
    ByteString sealed = ByteString.copyFrom(ciphertext.toByteArray());
    ByteString data = ByteString.copyFrom(associatedData.toByteArray());
    DecryptRequest request =
        DecryptRequest.newBuilder()
            .setName(key)
            .setCiphertext(sealed)
            .setCiphertextCrc32C(Crc32c.of(sealed))
            .setAdditionalAuthenticatedData(data)
            .setAdditionalAuthenticatedDataCrc32C(Crc32c.of(data))
            .build();
    Attempt attempt =
        new Attempt("decrypt with " + key, key, "cloudkms.cryptoKeyVersions.useToDecrypt");
    DecryptResponse answer = attempt.run(() -> clients.kms().decrypt(request));
    attempt.requireIntact(
        answer.hasPlaintextCrc32C()
            && answer.getPlaintextCrc32C().equals(Crc32c.of(answer.getPlaintext())));
    return Bytes.of(answer.getPlaintext().toByteArray());
  }

  /** Who may use a key need not be allowed to look at it: then its use tells. */
  private boolean isThere(CryptoKeyName key) {
    try {
      return new Attempt("look up the key " + key, key.toString(), "cloudkms.cryptoKeys.get")
          .find(() -> clients.kms().getCryptoKey(key))
          .isPresent();
    } catch (PortFailure.Permanent e) {
      if (FailureKind.of(e) != FailureKind.DENIED) {
        throw e;
      }
      Bytes _ = encrypt(key.toString(), Bytes.of(new byte[1]), Bytes.empty());
      return true;
    }
  }

  private CryptoKeyName required(String keyName) {
    return names
        .key(keyName)
        .orElseThrow(() ->
            new PortFailure.Permanent(
                "'" + keyName + "' is no encryption key: name one in a key ring", null));
  }
}
