// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.job;

/** A part of a job that cannot be done. Its message is one sentence for operators. */
public final class JobFailure extends RuntimeException {
  public JobFailure(String message) {
    super(message);
  }
}
