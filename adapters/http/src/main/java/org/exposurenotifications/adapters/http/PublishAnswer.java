// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.List;
import org.exposurenotifications.core.publish.PublishOutcome;

/**
 * What an upload is told, before it is spelled out (publish.md 2.2, 2.3). Texts are empty where
 * there is nothing to say.
 */
record PublishAnswer(
    int status,
    String revisionToken,
    int insertedExposures,
    String error,
    String code,
    List<String> warnings) {
  static final PublishAnswer UNAVAILABLE =
      refusal(503, "internal_error", "The upload could not be stored; please try again later.");

  /** What a decoy gets for its work: nothing but padding, and the status that apps expect. */
  static final PublishAnswer DECOY = new PublishAnswer(200, "", 0, "", "", List.of());

  static PublishAnswer of(PublishOutcome outcome) {
    return switch (outcome) {
      case PublishOutcome.Accepted(var token, var inserted, var warnings, var partialFailure) ->
          new PublishAnswer(
              200,
              token.orElse(""),
              inserted,
              partialFailure.orElse(""),
              partialFailure.isPresent() ? "partial_failure" : "",
              warnings);
      case PublishOutcome.Refused(var reason, var message, var warnings) ->
          new PublishAnswer(statusOf(reason), "", 0, message, codeOf(reason), warnings);
    };
  }

  /** For requests that never became an upload. */
  static PublishAnswer badRequest(int status, String error) {
    return refusal(status, "bad_request", error);
  }

  /** The server's own answer. The protocol has no word for maintenance. */
  static PublishAnswer of(Refusal refusal) {
    String code = refusal == Refusal.MAINTENANCE ? "" : "internal_error";
    return refusal(refusal.status, code, refusal.message);
  }

  /** Whether the same request may succeed later. */
  boolean worthARetry() {
    return status == 503;
  }

  /** Tokens do not belong into logs. */
  @Override
  public String toString() {
    return "PublishAnswer[" + status + " " + code + "]";
  }

  private static PublishAnswer refusal(int status, String code, String error) {
    return new PublishAnswer(status, "", 0, error, code, List.of());
  }

  private static int statusOf(PublishOutcome.Reason reason) {
    return switch (reason) {
      case UNKNOWN_HEALTH_AUTHORITY_ID,
          HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID,
          ATTESTATION_INVALID,
          REGION_NOT_AUTHORIZED ->
          401;
      // the database is away: the same upload is accepted when it is back
      case UNABLE_TO_LOAD_HEALTH_AUTHORITY -> 503;
      case HEALTH_AUTHORITY_MISSING_REGION_CONFIG, INTERNAL_ERROR -> 500;
      case BAD_REQUEST,
          MISSING_REVISION_TOKEN,
          INVALID_REVISION_TOKEN,
          KEY_ALREADY_REVISED,
          INVALID_REPORT_TYPE_TRANSITION ->
          400;
    };
  }

  private static String codeOf(PublishOutcome.Reason reason) {
    return switch (reason) {
      case UNKNOWN_HEALTH_AUTHORITY_ID -> "unknown_health_authority_id";
      case UNABLE_TO_LOAD_HEALTH_AUTHORITY -> "unable_to_load_health_authority";
      case HEALTH_AUTHORITY_MISSING_REGION_CONFIG -> "health_authority_missing_region_config";
      // the protocol has no word of its own for attestation
      case HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID, ATTESTATION_INVALID ->
          "health_authority_verification_certificate_invalid";
      // only v1alpha1 knows it, and that has no codes
      case REGION_NOT_AUTHORIZED -> "";
      case BAD_REQUEST -> "bad_request";
      case MISSING_REVISION_TOKEN -> "missing_revision_token";
      case INVALID_REVISION_TOKEN -> "invalid_revision_token";
      case KEY_ALREADY_REVISED -> "key_already_revised";
      case INVALID_REPORT_TYPE_TRANSITION -> "invalid_report_type_transition";
      case INTERNAL_ERROR -> "internal_error";
    };
  }
}
