// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import reactor.core.publisher.Mono;

/** Whether Azure answers, knows who asks, and allows it; changes nothing. */
final class AzureCheck {
  /** A name that nothing has, so that the answer is short. */
  private static final String NOTHING = "en-check-absent";

  private final AzureConfig config;
  private final AzureClients clients;
  private final AzureRequests requests;

  AzureCheck(AzureConfig config, AzureClients clients, AzureRequests requests) {
    this.config = config;
    this.clients = clients;
    this.requests = requests;
  }

  /** One sentence for each thing that is wrong. */
  List<String> run() {
    return Stream.of(
            problem("Blob Storage", this::tryBlobs),
            problem("Key Vault", this::trySecrets),
            problem("Key Vault", this::tryKeys))
        .flatMap(Optional::stream)
        .toList();
  }

  private void tryBlobs() {
    Attempt attempt =
        attempt(
            config.blobEndpoint(),
            config.accountKey().isPresent()
                ? "the current key of the storage account"
                : "the role Storage Blob Data Contributor");
    requests.find(
        attempt,
        () ->
            clients
                .blobs()
                .getBlobContainerAsyncClient(NOTHING)
                .getBlobAsyncClient(NOTHING)
                .getProperties()
                .onErrorResume(AzureCheck::isOfAContainer, _ -> Mono.empty()));
  }

  private void trySecrets() {
    requests.find(
        attempt(config.vault(), "the role Key Vault Secrets User"),
        () -> clients.secrets().getSecret(NOTHING));
  }

  private void tryKeys() {
    requests.find(
        attempt(config.vault(), "the role Key Vault Crypto User"),
        () -> clients.keys().getKey(NOTHING));
  }

  /** Roles may be given for single containers, and which are used is not known here. */
  private static boolean isOfAContainer(Throwable failure) {
    return AzureFailure.isCode(failure, BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH);
  }

  private static Attempt attempt(Object place, String permission) {
    return new Attempt("look into " + place, permission, "check the address");
  }

  private static Optional<String> problem(String service, Runnable probe) {
    try {
      probe.run();
      return Optional.empty();
    } catch (PortFailure e) {
      return Optional.of(service + ": " + e.getMessage() + ".");
    }
  }
}
