// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

import java.util.List;

/**
 * What a job did.
 *
 * @param summary one line for people, with figures
 * @param errors one sentence each, safe to show to operators; empty if all went well
 */
public record JobReport(String summary, List<String> errors) {
  public JobReport {
    errors = List.copyOf(errors);
  }

  public boolean ok() {
    return errors.isEmpty();
  }
}
