// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * What a phone remembers of a key that it met, or that was revoked.
 *
 * @param changed whether the report type changed already, which it may once
 */
public record KnownKey(TemporaryExposureKey key, FileReportType reportType, boolean changed) {
  /** The same key under its new report type, if a device allows that change. */
  KnownKey revisedTo(FileReportType next) {
    return !changed && isAllowed(next) ? new KnownKey(key, next, true) : this;
  }

  private boolean isAllowed(FileReportType next) {
    return switch (reportType) {
      case SELF_REPORT ->
          next == FileReportType.CONFIRMED_TEST
              || next == FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS
              || next == FileReportType.REVOKED;
      case CONFIRMED_CLINICAL_DIAGNOSIS ->
          next == FileReportType.CONFIRMED_TEST || next == FileReportType.REVOKED;
      case UNKNOWN, CONFIRMED_TEST, RECURSIVE, REVOKED -> false;
    };
  }
}
