// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

/** The end of a process. An error, so that no code of the server goes on after it. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  Crash() {
    super("the process crashed", null, false, false);
  }
}
