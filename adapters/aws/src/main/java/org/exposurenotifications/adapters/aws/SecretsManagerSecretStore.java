// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.ports.secrets.SecretStore;
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
      return Optional.of(new Secret(valueOf(client.get().getSecretValue(reference.request()))));
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

  private static Bytes valueOf(GetSecretValueResponse answer) {
    return answer.secretString() == null
        ? Bytes.of(answer.secretBinary().asByteArray())
        : Bytes.of(answer.secretString().getBytes(StandardCharsets.UTF_8));
  }
}
