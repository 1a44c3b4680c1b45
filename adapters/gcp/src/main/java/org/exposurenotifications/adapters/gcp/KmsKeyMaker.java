// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.kms.v1.CryptoKey;
import com.google.cloud.kms.v1.CryptoKeyName;
import com.google.cloud.kms.v1.CryptoKeyVersion.CryptoKeyVersionAlgorithm;
import com.google.cloud.kms.v1.CryptoKeyVersionName;
import com.google.cloud.kms.v1.CryptoKeyVersionTemplate;
import com.google.cloud.kms.v1.KeyRing;
import com.google.cloud.kms.v1.KeyRingName;
import com.google.cloud.kms.v1.LocationName;
import com.google.cloud.kms.v1.ProtectionLevel;

/** Makes keys of one kind, and the key ring if need be. Of several at once, one makes it. */
final class KmsKeyMaker {
  private final GcpClients clients;
  private final CryptoKey kind;

  KmsKeyMaker(
      GcpClients clients,
      CryptoKey.CryptoKeyPurpose purpose,
      CryptoKeyVersionAlgorithm algorithm,
      boolean hsm) {
    this.clients = clients;
    this.kind =
        CryptoKey.newBuilder()
            .setPurpose(purpose)
            .setVersionTemplate(
                CryptoKeyVersionTemplate.newBuilder()
                    .setAlgorithm(algorithm)
                    .setProtectionLevel(hsm ? ProtectionLevel.HSM : ProtectionLevel.SOFTWARE))
            .build();
  }

  static CryptoKeyName keyOf(CryptoKeyVersionName version) {
    return CryptoKeyName.of(
        version.getProject(), version.getLocation(), version.getKeyRing(), version.getCryptoKey());
  }

  void make(CryptoKeyName name) {
    KeyRingName ring = KeyRingName.of(name.getProject(), name.getLocation(), name.getKeyRing());
    boolean _ =
        new Attempt("make the key " + name, ring.toString(), "cloudkms.cryptoKeys.create")
            .run(() -> created(ring, name) || (ringCreated(ring) && created(ring, name)));
  }

  /** False if there is no key ring. */
  private boolean created(KeyRingName ring, CryptoKeyName name) {
    try {
      CryptoKey _ = clients.kms().createCryptoKey(ring, name.getCryptoKey(), kind);
    } catch (AlreadyExistsException _) {
      return true;
    } catch (NotFoundException _) {
      return false;
    }
    return true;
  }

  private boolean ringCreated(KeyRingName ring) {
    LocationName location = LocationName.of(ring.getProject(), ring.getLocation());
    return new Attempt("make the key ring " + ring, location.toString(), "cloudkms.keyRings.create")
        .run(() -> {
          try {
            KeyRing _ =
                clients
                    .kms()
                    .createKeyRing(location, ring.getKeyRing(), KeyRing.getDefaultInstance());
          } catch (AlreadyExistsException _) {
            return true;
          }
          return true;
        });
  }
}
