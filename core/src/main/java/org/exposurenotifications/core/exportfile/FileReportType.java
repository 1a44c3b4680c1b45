// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import org.exposurenotifications.ports.exposure.ReportType;

/** Report types as devices know them, named as in the message. */
public enum FileReportType {
  /** Also what is meant when a file says nothing. */
  UNKNOWN,
  CONFIRMED_TEST,
  CONFIRMED_CLINICAL_DIAGNOSIS,
  SELF_REPORT,
  /** Never written. */
  RECURSIVE,
  /** Only in revised keys: the person was not infected after all. */
  REVOKED;

  static FileReportType of(ReportType type) {
    return switch (type) {
      case CONFIRMED -> CONFIRMED_TEST;
      case LIKELY -> CONFIRMED_CLINICAL_DIAGNOSIS;
      case USER_REPORT -> SELF_REPORT;
      case NEGATIVE -> REVOKED;
    };
  }
}
