// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.violations;

import jakarta.inject.Inject;

/** A use case with a second method, and state. */
public class DoesTwoThings {
  private int runs;

  @Inject
  DoesTwoThings() {}

  public int run() {
    return ++runs;
  }

  public int stop() {
    return runs;
  }
}
