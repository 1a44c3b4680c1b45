// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A key with its versions. Thread-safe. */
final class HeldKey {
  private final String name;
  private final CryptoKey kind;
  private final int looksUntilGenerated;
  private final List<HeldKeyVersion> versions = new ArrayList<>();
  private int primary = 1;

  HeldKey(String name, CryptoKey kind, int looksUntilGenerated) {
    this.name = name;
    this.kind = kind;
    this.looksUntilGenerated = isForEncryption() ? 0 : looksUntilGenerated;
    add();
  }

  synchronized CryptoKey described() {
    CryptoKey.Builder described = CryptoKey.newBuilder(kind).setName(name);
    if (isForEncryption()) {
      described.setPrimary(version(primary).described());
    }
    return described.build();
  }

  synchronized HeldKeyVersion add() {
    int number = versions.size() + 1;
    versions.add(
        new HeldKeyVersion(
            name + "/cryptoKeyVersions/" + number, kind.getVersionTemplate(), looksUntilGenerated));
    return versions.getLast();
  }

  synchronized void promote(int number) {
    primary = number;
  }

  synchronized HeldKeyVersion version(int number) {
    GrpcAnswer.require(
        number >= 1 && number <= versions.size(),
        Status.NOT_FOUND,
        "CryptoKeyVersion " + number + " of " + name + " not found.");
    return versions.get(number - 1);
  }

  /** The ciphertext begins with the number of the version. */
  synchronized ByteString encrypt(ByteString plaintext, ByteString associatedData) {
    return ByteString.copyFrom(ByteBuffer.allocate(4).putInt(primary).flip())
        .concat(version(primary).usable().encrypt(plaintext, associatedData));
  }

  synchronized ByteString decrypt(ByteString ciphertext, ByteString associatedData) {
    int number = ciphertext.size() < 4 ? 0 : ciphertext.asReadOnlyByteBuffer().getInt();
    GrpcAnswer.require(
        number >= 1 && number <= versions.size(),
        Status.INVALID_ARGUMENT,
        "Decryption failed: the ciphertext is invalid.");
    return version(number).usable().decrypt(ciphertext.substring(4), associatedData);
  }

  private boolean isForEncryption() {
    return kind.getPurpose() == CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT;
  }
}
