// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.storage.StorageException;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;

/**
 * Something that is tried, with all that a failure has to tell.
 *
 * @param what such as "store a/b"
 * @param resource the one that it needs
 * @param permission the one on that resource that it needs
 */
record Attempt(String what, String resource, String permission) {
  <T> T run(Supplier<T> request) {
    try {
      return request.get();
    } catch (ApiException | StorageException e) {
      throw failure(e);
    }
  }

  /** Empty if the resource is not there. */
  <T> Optional<T> find(Supplier<T> request) {
    try {
      return Optional.of(request.get());
    } catch (ApiException | StorageException e) {
      if (FailureKind.of(e) == FailureKind.ABSENT) {
        return Optional.empty();
      }
      throw failure(e);
    }
  }

  PortFailure failure(Exception cause) {
    String message = "could not " + what + ": ";
    return switch (FailureKind.of(cause)) {
      case DENIED ->
          new PortFailure.Permanent(
              // Google does not tell the two apart to who may not look
              message
                  + "grant the permission "
                  + permission
                  + " on "
                  + resource
                  + ", or make that if it is missing",
              cause);
      case UNAUTHENTICATED ->
          new PortFailure.Permanent(
              message + "the credentials were refused; check the service account", cause);
      case ABSENT -> new PortFailure.Permanent(message + resource + " is not there", cause);
      case UNFIT ->
          new PortFailure.Permanent(
              message + resource + " is not in a state for it, such as enabled", cause);
      case REFUSED ->
          new PortFailure.Permanent(message + "it was refused as wrong for " + resource, cause);
      case PASSING -> new PortFailure.Transient(message + "it may work later", cause);
    };
  }

  /** Damage on the way, which a checksum shows, is not there the next time. */
  void requireIntact(boolean intact) {
    if (!intact) {
      throw new PortFailure.Transient(
          "could not " + what + ": a checksum was wrong, so the answer was dropped", null);
    }
  }
}
