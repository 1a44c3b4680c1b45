// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import com.google.cloud.kms.v1.AsymmetricSignRequest;
import com.google.cloud.kms.v1.AsymmetricSignResponse;
import com.google.cloud.kms.v1.CreateCryptoKeyRequest;
import com.google.cloud.kms.v1.CreateCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.CreateKeyRingRequest;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.DecryptRequest;
import com.google.cloud.kms.v1.DecryptResponse;
import com.google.cloud.kms.v1.DestroyCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.EncryptRequest;
import com.google.cloud.kms.v1.EncryptResponse;
import com.google.cloud.kms.v1.GetCryptoKeyRequest;
import com.google.cloud.kms.v1.GetCryptoKeyVersionRequest;
import com.google.cloud.kms.v1.GetKeyRingRequest;
import com.google.cloud.kms.v1.GetPublicKeyRequest;
import com.google.cloud.kms.v1.KeyManagementServiceGrpc;
import com.google.cloud.kms.v1.KeyRing;
import com.google.cloud.kms.v1.PublicKey;
import com.google.cloud.kms.v1.UpdateCryptoKeyPrimaryVersionRequest;
import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cloud KMS in memory, as its public documentation describes version 1 of the interface. The
 * cryptography is real.
 */
final class KmsServer extends KeyManagementServiceGrpc.KeyManagementServiceImplBase {
  private final Map<String, KeyRing> rings = new ConcurrentHashMap<>();
  private final Map<String, HeldKey> keys = new ConcurrentHashMap<>();
  private final int looksUntilGenerated;

  /**
   * @param looksUntilGenerated how often a version of a new key to sign with is asked for in vain
   */
  KmsServer(int looksUntilGenerated) {
    this.looksUntilGenerated = looksUntilGenerated;
  }

  void makeKeyRing(String name) {
    rings.putIfAbsent(name, KeyRing.newBuilder().setName(name).build());
  }

  @Override
  public void createKeyRing(CreateKeyRingRequest request, StreamObserver<KeyRing> caller) {
    String name = request.getParent() + "/keyRings/" + request.getKeyRingId();
    KeyRing ring = KeyRing.newBuilder().setName(name).build();
    GrpcAnswer.to(
        caller,
        () -> {
          boolean isNew = rings.putIfAbsent(name, ring) == null;
          GrpcAnswer.require(isNew, Status.ALREADY_EXISTS, name + " already exists.");
          return ring;
        });
  }

  @Override
  public void getKeyRing(GetKeyRingRequest request, StreamObserver<KeyRing> caller) {
    GrpcAnswer.to(caller, () -> ring(request.getName()));
  }

  @Override
  public void createCryptoKey(CreateCryptoKeyRequest request, StreamObserver<CryptoKey> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          String name =
              ring(request.getParent()).getName() + "/cryptoKeys/" + request.getCryptoKeyId();
          HeldKey key = new HeldKey(name, request.getCryptoKey(), looksUntilGenerated);
          boolean isNew = keys.putIfAbsent(name, key) == null;
          GrpcAnswer.require(isNew, Status.ALREADY_EXISTS, name + " already exists.");
          return key.described();
        });
  }

  @Override
  public void getCryptoKey(GetCryptoKeyRequest request, StreamObserver<CryptoKey> caller) {
    GrpcAnswer.to(caller, () -> key(request.getName()).described());
  }

  @Override
  public void createCryptoKeyVersion(
      CreateCryptoKeyVersionRequest request, StreamObserver<CryptoKeyVersion> caller) {
    GrpcAnswer.to(caller, () -> key(request.getParent()).add().described());
  }

  @Override
  public void getCryptoKeyVersion(
      GetCryptoKeyVersionRequest request, StreamObserver<CryptoKeyVersion> caller) {
    GrpcAnswer.to(caller, () -> version(request.getName()).described());
  }

  @Override
  public void updateCryptoKeyPrimaryVersion(
      UpdateCryptoKeyPrimaryVersionRequest request, StreamObserver<CryptoKey> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          HeldKey key = key(request.getName());
          key.promote(Integer.parseInt(request.getCryptoKeyVersionId()));
          return key.described();
        });
  }

  /** The real one waits a day or more, in which the version cannot be used either. */
  @Override
  public void destroyCryptoKeyVersion(
      DestroyCryptoKeyVersionRequest request, StreamObserver<CryptoKeyVersion> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          HeldKeyVersion version = version(request.getName());
          version.become(CryptoKeyVersionState.DESTROY_SCHEDULED);
          return version.described();
        });
  }

  @Override
  public void getPublicKey(GetPublicKeyRequest request, StreamObserver<PublicKey> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          HeldKeyVersion version = signing(request.getName());
          ByteString pem = ByteString.copyFromUtf8(version.pem());
          return PublicKey.newBuilder()
              .setName(version.name())
              .setAlgorithm(version.described().getAlgorithm())
              .setPemBytes(pem)
              .setPemCrc32C(Crc32c.of(pem))
              .build();
        });
  }

  @Override
  public void asymmetricSign(
      AsymmetricSignRequest request, StreamObserver<AsymmetricSignResponse> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          ByteString digest = request.getDigest().getSha256();
          requireIntact(digest, request.getDigestCrc32C());
          ByteString signature = signing(request.getName()).sign(digest);
          return AsymmetricSignResponse.newBuilder()
              .setName(request.getName())
              .setSignature(signature)
              .setSignatureCrc32C(Crc32c.of(signature))
              .setVerifiedDigestCrc32C(request.hasDigestCrc32C())
              .build();
        });
  }

  @Override
  public void encrypt(EncryptRequest request, StreamObserver<EncryptResponse> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          requireIntact(request.getPlaintext(), request.getPlaintextCrc32C());
          requireIntact(
              request.getAdditionalAuthenticatedData(),
              request.getAdditionalAuthenticatedDataCrc32C());
          HeldKey key = encryption(request.getName());
          ByteString sealed =
              key.encrypt(request.getPlaintext(), request.getAdditionalAuthenticatedData());
          return EncryptResponse.newBuilder()
              .setName(key.described().getPrimary().getName())
              .setCiphertext(sealed)
              .setCiphertextCrc32C(Crc32c.of(sealed))
              .setVerifiedPlaintextCrc32C(request.hasPlaintextCrc32C())
              .setVerifiedAdditionalAuthenticatedDataCrc32C(
                  request.hasAdditionalAuthenticatedDataCrc32C())
              .build();
        });
  }

  @Override
  public void decrypt(DecryptRequest request, StreamObserver<DecryptResponse> caller) {
    GrpcAnswer.to(
        caller,
        () -> {
          requireIntact(request.getCiphertext(), request.getCiphertextCrc32C());
          requireIntact(
              request.getAdditionalAuthenticatedData(),
              request.getAdditionalAuthenticatedDataCrc32C());
          ByteString plaintext =
              encryption(request.getName())
                  .decrypt(request.getCiphertext(), request.getAdditionalAuthenticatedData());
          return DecryptResponse.newBuilder()
              .setPlaintext(plaintext)
              .setPlaintextCrc32C(Crc32c.of(plaintext))
              .build();
        });
  }

  private static void requireIntact(ByteString bytes, Int64Value checksum) {
    GrpcAnswer.require(
        checksum.equals(Crc32c.of(bytes)),
        Status.INVALID_ARGUMENT,
        "The checksum in the request did not match.");
  }

  private KeyRing ring(String name) {
    return GrpcAnswer.present(Optional.ofNullable(rings.get(name)), "KeyRing " + name);
  }

  private HeldKey key(String name) {
    return GrpcAnswer.present(Optional.ofNullable(keys.get(name)), "CryptoKey " + name);
  }

  private HeldKeyVersion version(String name) {
    String[] parts = name.split("/cryptoKeyVersions/", 2);
    return key(parts[0]).version(Integer.parseInt(parts[1]));
  }

  private HeldKeyVersion signing(String version) {
    HeldKey key = key(version.split("/cryptoKeyVersions/", 2)[0]);
    GrpcAnswer.require(
        key.described().getPurpose() == CryptoKey.CryptoKeyPurpose.ASYMMETRIC_SIGN,
        Status.FAILED_PRECONDITION,
        "The purpose of the key is not ASYMMETRIC_SIGN.");
    return version(version).usable();
  }

  private HeldKey encryption(String name) {
    HeldKey key = key(name);
    GrpcAnswer.require(
        key.described().getPurpose() == CryptoKey.CryptoKeyPurpose.ENCRYPT_DECRYPT,
        Status.FAILED_PRECONDITION,
        "The purpose of the key is not ENCRYPT_DECRYPT.");
    return key;
  }
}
