// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.identity.CredentialUnavailableException;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import reactor.core.Exceptions;

/** What a failure of Azure, or of its client, means to the caller. */
final class AzureFailure {
  private AzureFailure() {}

  static PortFailure of(Attempt attempt, Throwable thrown) {
    Throwable cause = Exceptions.unwrap(thrown);
    String message = "could not " + attempt.what() + ": ";
    return switch (cause) {
      case PortFailure e -> e;
      case HttpResponseException e when e.getResponse() != null ->
          answered(attempt, message, e.getResponse().getStatusCode(), e);
      case ClientAuthenticationException e
          when e instanceof CredentialUnavailableException || !isOfTheNetwork(e) ->
          new PortFailure.Permanent(
              message
                  + "there is no token for this identity; assign a managed identity to this"
                  + " machine, or repair the credentials in its environment",
              e);
      case IllegalArgumentException e ->
          new PortFailure.Permanent(message + "check the settings of the Azure adapter", e);
      case TimeoutException e -> new PortFailure.Transient(message + "no answer in time", e);
      case InterruptedException e -> new PortFailure.Transient(message + "interrupted", e);
      default ->
          new PortFailure.Transient(
              message + "no connection; if it stays so, check name and network", cause);
    };
  }

  /** Whether the answer was that there is no such thing, not even a place for it. */
  static boolean isAbsence(Throwable failure) {
    return failure instanceof HttpResponseException e
        && e.getResponse() != null
        && (e.getResponse().getStatusCode() == 404
            || isCode(failure, BlobErrorCode.INVALID_RESOURCE_NAME));
  }

  static boolean isCode(Throwable failure, BlobErrorCode code) {
    return failure instanceof BlobStorageException e && code.equals(e.getErrorCode());
  }

  private static PortFailure answered(Attempt attempt, String message, int status, Throwable e) {
    return switch (status) {
      case 401 ->
          new PortFailure.Permanent(
              message + "the token is not accepted; check this identity's tenant and expiry", e);
      case 403 ->
          new PortFailure.Permanent(
              message
                  + "it takes "
                  + attempt.permission()
                  + ", a network that is let in, and nothing disabled",
              e);
      case 404 -> new PortFailure.Permanent(message + attempt.missing(), e);
      case 409, 412 ->
          new PortFailure.Permanent(
              message + "it is deleted but kept, or locked; recover, purge or release it", e);
      case 408, 429 -> new PortFailure.Transient(message + "Azure is busy (" + status + ")", e);
      default ->
          400 <= status && status < 500
              ? new PortFailure.Permanent(
                  message + "Azure refuses it (" + status + "); check its name", e)
              : new PortFailure.Transient(message + "Azure failed (" + status + ")", e);
    };
  }

  private static boolean isOfTheNetwork(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .limit(20)
        .anyMatch(each -> each instanceof IOException || each instanceof TimeoutException);
  }
}
