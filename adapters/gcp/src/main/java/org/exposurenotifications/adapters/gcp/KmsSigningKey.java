// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.kms.v1.AsymmetricSignRequest;
import com.google.cloud.kms.v1.AsymmetricSignResponse;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
import com.google.cloud.kms.v1.Digest;
import com.google.cloud.kms.v1.PublicKey;
import com.google.protobuf.ByteString;
import java.util.Base64;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;

/** One version of a key in Cloud KMS. */
final class KmsSigningKey implements SigningKey {
  private final GcpClients clients;
  private final String version;
  private final Bytes publicKey;

  private KmsSigningKey(GcpClients clients, String version, Bytes publicKey) {
    this.clients = clients;
    this.version = version;
    this.publicKey = publicKey;
  }

  static SigningKey of(GcpClients clients, String version, PublicKey found) {
    new Attempt("look up the signing key " + version, version, "")
        .requireIntact(
            GcpNames.isOf(version, found.getName())
                && found.hasPemCrc32C()
                && found.getPemCrc32C().equals(Crc32c.of(found.getPemBytes())));
    if (found.getAlgorithm() != CryptoKeyVersionAlgorithm.EC_SIGN_P256_SHA256) {
      throw new PortFailure.Permanent(
          version + " is of " + found.getAlgorithm() + ": name one of EC_SIGN_P256_SHA256", null);
    }
    return new KmsSigningKey(clients, version, decode(found.getPem()));
  }

  @Override
  public Bytes signDigest(Bytes sha256) {
    if (sha256.length() != 32) {
      throw new IllegalArgumentException("digest of " + sha256.length() + " bytes");
    }
    ByteString digest = ByteString.copyFrom(sha256.toByteArray());
    AsymmetricSignRequest request =
        AsymmetricSignRequest.newBuilder()
            .setName(version)
            .setDigest(Digest.newBuilder().setSha256(digest))
            .setDigestCrc32C(Crc32c.of(digest))
            .build();
    Attempt attempt =
        new Attempt("sign with " + version, version, "cloudkms.cryptoKeyVersions.useToSign");
    AsymmetricSignResponse answer = attempt.run(() -> clients.kms().asymmetricSign(request));
    attempt.requireIntact(
        GcpNames.isOf(version, answer.getName())
            && answer.getVerifiedDigestCrc32C()
            && answer.hasSignatureCrc32C()
            && answer.getSignatureCrc32C().equals(Crc32c.of(answer.getSignature())));
    return Bytes.of(answer.getSignature().toByteArray());
  }

  @Override
  public Bytes publicKey() {
    return publicKey;
  }

  private static Bytes decode(String pem) {
    return Bytes.of(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
  }
}
