// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

/** The story did not go as it should. The message is for whoever watches. */
final class DemoFailure extends RuntimeException {
  DemoFailure(String message) {
    super(message);
  }

  static void unless(boolean holds, String message) {
    if (!holds) {
      throw new DemoFailure(message);
    }
  }
}
