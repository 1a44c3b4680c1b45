// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.rpc.ApiCallContext;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyVersion;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
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
        .flatMap(version -> look(version).find(() -> publicKey(version)))
        .map(this::keyOf);
  }

  /** Makes first versions only: who adds another says so in KMS, where two may not do it at once. */
  @Override
  public SigningKey ensure(String name) {
    CryptoKeyVersionName version =
        names
            .keyVersion(name)
            .orElseThrow(() ->
                new PortFailure.Permanent(
                    "'" + name + "' is no signing key: name one in a key ring", null));
    Optional<PublicKey> found = look(version).find(() -> publicKeyOnceGenerated(version));
    if (found.isEmpty() && version.getCryptoKeyVersion().equals("1")) {
      maker.make(KmsKeyMaker.keyOf(version));
    }
    return keyOf(found.orElseGet(() -> look(version).run(() -> publicKeyOnceGenerated(version))));
  }

  private static Attempt look(CryptoKeyVersionName version) {
    return new Attempt(
        "look up the signing key " + version,
        version.toString(),
        "cloudkms.cryptoKeyVersions.viewPublicKey");
  }

  private PublicKey publicKey(CryptoKeyVersionName version) {
    return clients.kms().getPublicKey(version);
  }

  /** A key that somebody just made takes a moment, and longer in a hardware module. */
  private PublicKey publicKeyOnceGenerated(CryptoKeyVersionName version) {
    ApiCallContext patience = clients.retries().untilGenerated();
    GetPublicKeyRequest request =
        GetPublicKeyRequest.newBuilder().setName(version.toString()).build();
    return isPending(version)
        ? clients.kms().getPublicKeyCallable().call(request, patience)
        : publicKey(version);
  }

  private boolean isPending(CryptoKeyVersionName version) {
    return clients.kms().getCryptoKeyVersion(version).getState()
        == CryptoKeyVersion.CryptoKeyVersionState.PENDING_GENERATION;
  }

  private SigningKey keyOf(PublicKey found) {
    return KmsSigningKey.of(clients, found);
  }
}
