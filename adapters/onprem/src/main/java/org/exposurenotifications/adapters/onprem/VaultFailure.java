// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import io.github.jopenlibs.vault.VaultException;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;

/** What a failure of Vault, or of the way to it, means to the caller. */
final class VaultFailure {
  /** With these words Vault 1.13 refuses what later versions answer with status 400. */
  private static final List<String> REFUSALS =
      List.of("invalid secret id", "less than the minimum encryption key version");

  private VaultFailure() {}

  /** A refusal that Vault calls a failure of its own. To repeat it might lock the caller out. */
  static boolean isDisguisedRefusal(VaultException failure) {
    String text = String.valueOf(failure.getMessage());
    return failure.getHttpStatusCode() == 500 && REFUSALS.stream().anyMatch(text::contains);
  }

  /** Whether the answer asks to come again later. */
  static boolean isPassing(int status) {
    return status == 412 || status == 429 || status >= 500;
  }

  /**
   * @param attempt such as "read transit/keys/us from Vault"
   * @param remedy for an answer that refuses the request
   */
  static PortFailure of(String attempt, VaultException cause, String remedy) {
    String message = "could not " + attempt + ": ";
    int status = cause.getHttpStatusCode();
    if (isDisguisedRefusal(cause)) {
      return refused(message, cause, remedy);
    }
    if (status == 503) {
      return new PortFailure.Transient(message + "it is sealed, or not ready", cause);
    }
    if (isPassing(status)) {
      return new PortFailure.Transient(message + "it answered with status " + status, cause);
    }
    return status == 0 || status == 200
        ? unanswered(message, cause)
        : refused(message, cause, remedy);
  }

  private static PortFailure refused(String message, VaultException cause, String remedy) {
    return new PortFailure.Permanent(
        message + "it refused with status " + cause.getHttpStatusCode() + "; " + remedy, cause);
  }

  private static PortFailure unanswered(String message, VaultException cause) {
    if (isCausedBy(cause, InterruptedException.class)) {
      // the driver forgets it
      Thread.currentThread().interrupt();
      return new PortFailure.Transient(message + "the thread was interrupted", cause);
    }
    if (isCausedBy(cause, CertificateException.class)
        || isCausedBy(cause, CertPathBuilderException.class)) {
      return new PortFailure.Permanent(
          message + "its certificate is not trusted; name the file of its authority", cause);
    }
    return isCausedBy(cause, IOException.class)
        ? new PortFailure.Transient(message + "no answer", cause)
        : new PortFailure.Permanent(
            message + "the answer is not Vault's; correct the address", cause);
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause)
        .limit(20)
        .anyMatch(type::isInstance);
  }
}
