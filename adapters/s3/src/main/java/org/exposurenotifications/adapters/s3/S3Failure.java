// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.blob.BlobName;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of S3 means to the caller. */
final class S3Failure {
  private static final Set<String> BAD_CREDENTIALS =
      Set.of(
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidToken",
          "ExpiredToken",
          "TokenRefreshRequired");

  private S3Failure() {}

  /**
   * @param attempt such as "store"
   * @param permission what a policy has to allow for it, such as "s3:PutObject"
   */
  static PortFailure of(String attempt, String permission, BlobName name, SdkException cause) {
    String message = "could not " + attempt + " " + name;
    if (cause instanceof AwsServiceException answer) {
      return ofAnswer(message, permission, name, answer);
    }
    return isOfTheNetwork(cause)
        ? new PortFailure.Transient(message + ": S3 did not answer in time", cause)
        : new PortFailure.Permanent(
            message + ": such a request cannot be made; check bucket, region and endpoint", cause);
  }

  private static boolean isOfTheNetwork(SdkException cause) {
    return Stream.iterate((Throwable) cause, Objects::nonNull, Throwable::getCause)
        .anyMatch(each ->
            each instanceof IOException
                || each instanceof ApiCallTimeoutException
                || each instanceof AbortedException);
  }

  private static PortFailure ofAnswer(
      String message, String permission, BlobName name, AwsServiceException answer) {
    String code = code(answer);
    int status = answer.statusCode();
    if (status >= 500
        || status == 408
        || status == 409
        || status == 429
        || answer.isThrottlingException()
        || code.equals("RequestTimeout")
        || code.equals("NoSuchUpload")) {
      // an upload is gone once it is complete, though the answer to that was lost
      return new PortFailure.Transient(message + ": S3 cannot serve this now", answer);
    }
    return new PortFailure.Permanent(
        message + ": " + advice(code, status, permission, name), answer);
  }

  private static String advice(String code, int status, String permission, BlobName name) {
    if (BAD_CREDENTIALS.contains(code)) {
      return "S3 does not accept the credentials; renew the access key or the role's session";
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return "set this machine's clock";
    }
    if (status == 403) {
      return "allow " + permission + " on arn:aws:s3:::" + name.bucket();
    }
    if (status == 404) {
      return "there is no bucket " + name.bucket() + "; create it";
    }
    if (status == 301 || status == 307 || code.equals("AuthorizationHeaderMalformed")) {
      return "the bucket " + name.bucket() + " is in another region; set that";
    }
    return "S3 refuses the request with status " + status;
  }

  private static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }
}
