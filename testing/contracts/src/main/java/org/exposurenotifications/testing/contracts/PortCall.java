// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

/**
 * One call of a port that is tried under faults.
 *
 * @param name of the method
 * @param subject the bucket, secret or key that a refusal has to name
 * @param bodiless whether its answer has no body and it may be done twice, as a deletion: then the
 *     first line of an answer that is cut tells all there is to know, and an adapter may take it
 *     for the whole
 * @param run ends well as long as there is no fault, however often it runs; throws an {@link
 *     AssertionError} if the answer is not what it has to be
 */
public record PortCall(String name, String subject, boolean bodiless, Runnable run) {
  /** A call whose answer counts only as a whole. */
  public PortCall(String name, String subject, Runnable run) {
    this(name, subject, false, run);
  }

  @Override
  public String toString() {
    return name + " " + subject;
  }
}
