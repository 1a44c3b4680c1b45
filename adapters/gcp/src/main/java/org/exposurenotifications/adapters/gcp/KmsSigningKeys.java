// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionState;
import com.google.cloud.kms.v1.CryptoKeyVersionName;
import com.google.cloud.kms.v1.GetPublicKeyRequest;
import com.google.cloud.kms.v1.PublicKey;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;

/** P-256 keys in Cloud KMS. */
final class KmsSigningKeys implements SigningKeys {
  private final GcpClients clients;
  private final GcpNames names;
  private final KmsKeyMaker maker;

  KmsSigningKeys(GcpClients clients, GcpNames names, boolean hsm) {
    this.clients = clients;
    this.names = names;
    this.maker =
        new KmsKeyMaker(
            clients,
            CryptoKey.CryptoKeyPurpose.ASYMMETRIC_SIGN,
            CryptoKeyVersionAlgorithm.EC_SIGN_P256_SHA256,
            hsm);
  }

  @Override
  public Optional<SigningKey> find(String name) {
    return names
        .keyVersion(name)
        .flatMap(version ->
            look(version).find(() -> publicKey(version)).map(found -> keyOf(version, found)));
  }

  /**
   * Makes first versions only: who adds another says so in KMS, where two may not do it at once.
   */
  @Override
  public SigningKey ensure(String name) {
    CryptoKeyVersionName version =
        names
            .keyVersion(name)
            .orElseThrow(() ->
                new PortFailure.Permanent(
                    "'" + name + "' is no signing key: name one in a key ring", null));
    try {
      Optional<PublicKey> found = look(version).find(() -> publicKey(version));
      if (found.isPresent()) {
        return keyOf(version, found.get());
      }
      if (version.getCryptoKeyVersion().equals("1")) {
        maker.make(KmsKeyMaker.keyOf(version));
      }
    } catch (PortFailure.Permanent e) {
      if (FailureKind.of(e) != FailureKind.UNFIT || !isPending(version)) {
        throw e;
      }
    }
    return keyOf(version, look(version).run(() -> publicKeyOnceGenerated(version)));
  }

  private static Attempt look(CryptoKeyVersionName version) {
    return new Attempt(
        "look up the signing key " + version,
        version.toString(),
        "cloudkms.cryptoKeyVersions.viewPublicKey");
  }

  private SigningKey keyOf(CryptoKeyVersionName version, PublicKey found) {
    return KmsSigningKey.of(clients, version.toString(), found);
  }

  private PublicKey publicKey(CryptoKeyVersionName version) {
    return clients.kms().getPublicKey(version);
  }

  /** Somebody may be making it, which takes a moment, and longer in a hardware module. */
  private boolean isPending(CryptoKeyVersionName version) {
    return new Attempt(
            "look up the state of " + version, version.toString(), "cloudkms.cryptoKeyVersions.get")
        .run(() -> clients.kms().getCryptoKeyVersion(version).getState())
        .equals(CryptoKeyVersionState.PENDING_GENERATION);
  }

  private PublicKey publicKeyOnceGenerated(CryptoKeyVersionName version) {
    return clients
        .kms()
        .getPublicKeyCallable()
        .call(
            GetPublicKeyRequest.newBuilder().setName(version.toString()).build(),
            clients.retries().untilGenerated());
  }
}
