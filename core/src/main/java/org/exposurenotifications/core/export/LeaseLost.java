// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

/** Another worker has the batch by now: stop working on it. Nothing is wrong with the batch. */
final class LeaseLost extends RuntimeException {
  LeaseLost() {
    super("the batch was taken over");
  }
}
