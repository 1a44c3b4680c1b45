// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.exposurenotifications.ports.exposure.ReportType.CONFIRMED;
import static org.exposurenotifications.ports.exposure.ReportType.LIKELY;
import static org.exposurenotifications.ports.exposure.ReportType.NEGATIVE;

import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.StoredExposure;

/** What a new report about a stored key means: the state machine of publish.md 6.1. */
sealed interface ChangeReport {
  /** It says what is known already. */
  record Nothing() implements ChangeReport {}

  record Revise() implements ChangeReport {}

  record Refuse(PublishOutcome.Reason reason) implements ChangeReport {}

  /**
   * @param incoming the new report; empty where an app may do without a certificate
   */
  static ChangeReport of(StoredExposure stored, Optional<ReportType> incoming) {
    if (incoming.equals(stored.reportType())) {
      return new Nothing();
    }
    if (stored.revisedTo().isPresent()) {
      return stored.revisedTo().equals(incoming)
          ? new Nothing()
          : new Refuse(PublishOutcome.Reason.KEY_ALREADY_REVISED);
    }
    return incoming.filter(successors(stored.reportType())::contains).isPresent()
        ? new Revise()
        : new Refuse(PublishOutcome.Reason.INVALID_REPORT_TYPE_TRANSITION);
  }

  /** Without a type a key counts as likely. */
  private static Set<ReportType> successors(Optional<ReportType> first) {
    return switch (first.orElse(LIKELY)) {
      case LIKELY -> Set.of(CONFIRMED, NEGATIVE);
      case USER_REPORT -> Set.of(CONFIRMED, LIKELY, NEGATIVE);
      case CONFIRMED, NEGATIVE -> Set.of();
    };
  }
}
