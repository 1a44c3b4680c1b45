// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.cloud.secretmanager.v1.ListSecretsRequest;
import com.google.cloud.storage.Storage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;

/**
 * Asks each service something harmless. That it must not be asked is no complaint, for a role may
 * lack permissions that it does not need; that it is not there, or not reached, is.
 */
final class GcpCheck {
  private final GcpClients clients;
  private final GcpConfig config;

  GcpCheck(GcpClients clients, GcpConfig config) {
    this.clients = clients;
    this.config = config;
  }

  List<String> complaints() {
    return Stream.of(buckets(), secrets(), keyRing()).flatMap(Optional::stream).distinct().toList();
  }

  private Optional<String> buckets() {
    return complaint(
        new Attempt("ask Cloud Storage", "the project " + config.project(), "storage.buckets.list"),
        () -> clients.storage().list(Storage.BucketListOption.pageSize(1)));
  }

  private Optional<String> secrets() {
    ListSecretsRequest request =
        ListSecretsRequest.newBuilder()
            .setParent("projects/" + config.project())
            .setPageSize(1)
            .build();
    return complaint(
        new Attempt(
            "ask Secret Manager", "the project " + config.project(), "secretmanager.secrets.list"),
        () -> clients.secretManager().listSecretsCallable().call(request));
  }

  private Optional<String> keyRing() {
    return config
        .keyRing()
        .flatMap(ring ->
            complaint(
                new Attempt("ask Cloud KMS", "the key ring " + ring, "cloudkms.keyRings.get"),
                () -> clients.kms().getKeyRing(ring)));
  }

  private static Optional<String> complaint(Attempt attempt, Supplier<?> question) {
    try {
      Object _ = attempt.run(question::get);
      return Optional.empty();
    } catch (PortFailure e) {
      return FailureKind.of(e) == FailureKind.DENIED
          ? Optional.empty()
          : Optional.ofNullable(e.getMessage());
    }
  }
}
