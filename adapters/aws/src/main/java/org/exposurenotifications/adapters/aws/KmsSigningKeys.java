// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Signing keys in KMS. KMS does not rotate them: a new version is a new key with its own name. */
final class KmsSigningKeys implements SigningKeys {
  private final LazyClient<KmsClient> client;
  private final KmsKeyMaker maker;

  KmsSigningKeys(LazyClient<KmsClient> client) {
    this.client = client;
    this.maker = new KmsKeyMaker(client);
  }

  @Override
  public Optional<SigningKey> find(String name) {
    if (!KmsName.isValid(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(keyOf(name, client.get().getPublicKey(request -> request.keyId(name))));
    } catch (NotFoundException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsFailure.of("find the signing key '" + name + "'", "kms:GetPublicKey on this key", e);
    }
  }

  @Override
  public SigningKey ensure(String name) {
    return find(name)
        .orElseGet(() -> {
          maker.make(name, KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
          return find(name).orElseThrow(() -> KmsKeyMaker.notYetVisible(name));
        });
  }

  /** Signs by the key's ARN, so that an alias that moves does not part signature and public key. */
  private SigningKey keyOf(String name, GetPublicKeyResponse key) {
    if (key.keySpec() != KeySpec.ECC_NIST_P256 || key.keyUsage() != KeyUsageType.SIGN_VERIFY) {
      throw new PortFailure.Permanent(
          "the key '" + name + "' is no P-256 signing key: name another", null);
    }
    return new KmsSigningKey(client, name, key.keyId(), Bytes.of(key.publicKey().asByteArray()));
  }
}
