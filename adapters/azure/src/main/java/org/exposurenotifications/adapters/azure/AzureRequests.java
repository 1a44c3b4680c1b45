// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;
import reactor.core.publisher.Mono;

/** Waits for Azure's answers, with all their retries, up to a deadline. */
final class AzureRequests {
  private final Duration deadline;

  AzureRequests(Duration deadline) {
    this.deadline = deadline;
  }

  /** For requests whose answer has no content, too. */
  <T> Optional<T> send(Attempt attempt, Supplier<Mono<T>> request) {
    try {
      return Mono.defer(request).timeout(deadline).blockOptional();
    } catch (RuntimeException e) {
      throw AzureFailure.of(attempt, e);
    }
  }

  <T> T ask(Attempt attempt, Supplier<Mono<T>> request) {
    return send(attempt, request)
        .orElseThrow(
            () -> new PortFailure.Transient("could not " + attempt.what() + ": no answer", null));
  }

  /** Empty if Azure says that there is no such thing. */
  <T> Optional<T> find(Attempt attempt, Supplier<Mono<T>> request) {
    return send(
        attempt,
        () -> Mono.defer(request).onErrorResume(AzureFailure::isAbsence, _ -> Mono.empty()));
  }
}
