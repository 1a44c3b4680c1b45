// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import org.jspecify.annotations.Nullable;

/** What a failure of Google's asks for. */
enum FailureKind {
  /** A permission. */
  DENIED,
  /** Credentials. */
  UNAUTHENTICATED,
  /** The resource to be made. */
  ABSENT,
  /** The resource to be brought into another state. */
  UNFIT,
  /** Another request. */
  REFUSED,
  /** Patience. */
  PASSING;

  /** Judges by the first in the chain of causes that tells. */
  static FailureKind of(Throwable failure) {
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ApiException e) {
        return of(e.getStatusCode().getCode());
      }
      if (each instanceof StorageException e && e.getCode() > 0) {
        return of(e.getCode(), String.valueOf(e.getReason()));
      }
      if (each instanceof Retryable e && !e.isRetryable()) {
        return UNAUTHENTICATED;
      }
    }
    return PASSING;
  }

  private static FailureKind of(StatusCode.Code code) {
    return switch (code) {
      case PERMISSION_DENIED -> DENIED;
      case UNAUTHENTICATED -> UNAUTHENTICATED;
      case NOT_FOUND -> ABSENT;
      case FAILED_PRECONDITION -> UNFIT;
      case INVALID_ARGUMENT, ALREADY_EXISTS, OUT_OF_RANGE, UNIMPLEMENTED -> REFUSED;
      case OK,
          CANCELLED,
          UNKNOWN,
          DEADLINE_EXCEEDED,
          RESOURCE_EXHAUSTED,
          ABORTED,
          INTERNAL,
          UNAVAILABLE,
          DATA_LOSS ->
          PASSING;
    };
  }

  /** Some limits are told as 403; 410 means that an upload has to begin anew. */
  private static FailureKind of(int status, String reason) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> reason.matches("(?i).*rateLimitExceeded") ? PASSING : DENIED;
      case 404 -> ABSENT;
      case 412 -> UNFIT;
      case 408, 409, 410, 429 -> PASSING;
      default -> status < 500 ? REFUSED : PASSING;
    };
  }
}
