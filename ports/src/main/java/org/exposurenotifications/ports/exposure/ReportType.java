// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.util.Arrays;
import java.util.Optional;

/** How a diagnosis came about (publish.md 4.1). Its absence is a value of its own. */
public enum ReportType {
  CONFIRMED("confirmed"),
  LIKELY("likely"),
  USER_REPORT("user-report"),
  NEGATIVE("negative");

  private final String claim;

  ReportType(String claim) {
    this.claim = claim;
  }

  /** As spelled in certificates. */
  public String claim() {
    return claim;
  }

  /** Case-sensitive; empty if no type is spelled so. */
  public static Optional<ReportType> ofClaim(String claim) {
    return Arrays.stream(values()).filter(type -> type.claim.equals(claim)).findFirst();
  }
}
