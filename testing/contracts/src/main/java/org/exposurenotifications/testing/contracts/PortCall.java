// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

/**
 * One call of a port that is tried under faults.
 *
 * @param name of the method
 * @param subject the bucket, secret or key that a refusal has to name
 * @param run ends well as long as there is no fault, however often it runs; throws an {@link
 *     AssertionError} if the answer is not what it has to be
 */
public record PortCall(String name, String subject, Runnable run) {
  @Override
  public String toString() {
    return name + " " + subject;
  }
}
