// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of AWS means to the caller. */
final class AwsFailure {
  private AwsFailure() {}

  /**
   * @param attempt such as "sign by the key 'alias/export'"
   * @param permission what a policy has to allow for it, such as "kms:Sign on this key"
   */
  static PortFailure of(String attempt, String permission, SdkException cause) {
    String message = "could not " + attempt + ": ";
    if (!(cause instanceof AwsServiceException answer)) {
      return isOfTheNetwork(cause)
          ? new PortFailure.Transient(message + "AWS did not answer in time", cause)
          : new PortFailure.Permanent(
              message + "such a request cannot be made; check region and endpoint", cause);
    }
    int status = answer.statusCode();
    return status >= 500 || status == 408 || status == 429 || answer.isThrottlingException()
        ? new PortFailure.Transient(message + "AWS cannot serve this now", answer)
        : new PortFailure.Permanent(message + advice(answer, permission), answer);
  }

  private static boolean isOfTheNetwork(SdkException cause) {
    return Stream.iterate((Throwable) cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(each ->
            each instanceof IOException
                || each instanceof ApiCallTimeoutException
                || each instanceof AbortedException);
  }

  private static String advice(AwsServiceException answer, String permission) {
    return switch (code(answer)) {
      case "AccessDeniedException", "AccessDenied" -> "allow " + permission;
      case "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationTokenException",
          "MissingAuthenticationToken",
          "ExpiredTokenException",
          "ExpiredToken" ->
          "AWS does not accept the credentials; renew the access key or the role's session";
      case "NotFoundException" -> "there is no such key; make it first";
      case "DisabledException", "KMSInvalidStateException" ->
          "the key is disabled or about to be deleted; enable it, or name another";
      case "InvalidKeyUsageException", "UnsupportedOperationException" ->
          "the key is of another kind; name another";
      case "InvalidCiphertextException", "IncorrectKeyException" ->
          "it was changed, or sealed under another key or with other associated data";
      case "InvalidRequestException" -> "it is about to be deleted; restore it, or name another";
      case "LimitExceededException" -> "a quota of the account is used up; have it raised";
      default -> "AWS refuses the request with status " + answer.statusCode();
    };
  }

  private static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }
}
