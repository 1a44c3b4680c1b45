// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import java.util.Optional;

/** What became of an upload (publish.md 2.3). */
public sealed interface PublishOutcome {
  /** For the phone: keys left out without this being an error. */
  List<String> warnings();

  /**
   * Everything that could be accepted is stored.
   *
   * @param revisionToken lets the phone revise the keys later; absent if there is nothing to revise
   * @param insertedExposures how many keys were new
   * @param partialFailure what was wrong with keys left out; absent if none was
   */
  record Accepted(
      Optional<String> revisionToken,
      int insertedExposures,
      List<String> warnings,
      Optional<String> partialFailure)
      implements PublishOutcome {
    public Accepted {
      warnings = List.copyOf(warnings);
    }

    /** Tokens do not belong into logs. */
    @Override
    public String toString() {
      return "Accepted[" + insertedExposures + " inserted]";
    }
  }

  /**
   * Nothing was stored.
   *
   * @param message for people; says what to do, and nothing of the server's inside
   */
  record Refused(Reason reason, String message, List<String> warnings) implements PublishOutcome {
    public Refused {
      warnings = List.copyOf(warnings);
    }
  }

  /** The codes of the wire, less those of malformed requests and of failures. */
  enum Reason {
    UNKNOWN_HEALTH_AUTHORITY_ID,
    UNABLE_TO_LOAD_HEALTH_AUTHORITY,
    HEALTH_AUTHORITY_MISSING_REGION_CONFIG,
    HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID,
    /** v1alpha1 only: a region that the app may not publish in. */
    REGION_NOT_AUTHORIZED,
    ATTESTATION_INVALID,
    BAD_REQUEST,
    MISSING_REVISION_TOKEN,
    INVALID_REVISION_TOKEN,
    KEY_ALREADY_REVISED,
    INVALID_REPORT_TYPE_TRANSITION,
    /** A stored key that only its source may revise; nothing the phone could do. */
    INTERNAL_ERROR
  }
}
