// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

import java.util.List;

/**
 * What a job did, and what it leaves undone.
 *
 * @param summary one line for people, with figures
 * @param errors one sentence each, safe to show to operators: what went wrong in this run, and what
 *     is overdue whether or not this run had to do with it; empty if all is well
 */
public record JobReport(String summary, List<String> errors) {
  public JobReport {
    errors = List.copyOf(errors);
  }

  public boolean ok() {
    return errors.isEmpty();
  }
}
