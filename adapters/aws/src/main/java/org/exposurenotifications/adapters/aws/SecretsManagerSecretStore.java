// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Secrets in Secrets Manager, of text or bytes. */
final class SecretsManagerSecretStore implements SecretStore {
  private final LazyClient<SecretsManagerClient> client;

  SecretsManagerSecretStore(LazyClient<SecretsManagerClient> client) {
    this.client = client;
  }

  @Override
  public Optional<Secret> find(String reference) {
    return SecretReference.parse(reference).flatMap(this::read);
  }

  private Optional<Secret> read(SecretReference reference) {
    try {
      return Optional.of(
          new Secret(
              valueIn(client.get().getSecretValue(reference.request()))
                  .orElseThrow(() ->
                      // of a whole answer one of both is there; the SDK takes a cut one for whole
                      new PortFailure.Transient(
                          "could not read the secret '"
                              + reference.secret()
                              + "': the answer broke off",
                          null))));
    } catch (ResourceNotFoundException _) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsFailure.of(
          "read the secret '" + reference.secret() + "'",
          "secretsmanager:GetSecretValue on this secret, and kms:Decrypt on the key that it is"
              + " encrypted under",
          e);
    }
  }

  private static Optional<Bytes> valueIn(GetSecretValueResponse answer) {
    return Optional.ofNullable(answer.secretString())
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .or(() -> Optional.ofNullable(answer.secretBinary()).map(SdkBytes::asByteArray))
        .map(Bytes::of);
  }
}
