// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.io.IOException;
import java.util.Map;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Platform;

/** What the commands work on: a platform, and the database that the environment names. */
@FunctionalInterface
public interface Deployment {
  /**
   * Reads where the platform's parts are. Nothing connects, and no credentials are looked up. What
   * is wrong is noted in the environment, which the caller checks before it uses the platform.
   *
   * @param literal without secrets, since those come from the platform
   */
  Platform platform(Environment literal);

  /** Where the keys are that {@code keys} makes and shows. */
  default Map<String, String> keyVariables() {
    return System.getenv();
  }

  /**
   * Where {@code config} registers; closed by the caller.
   *
   * @throws IOException if there is something to be started first, and that fails
   */
  default Infrastructure registrations() throws IOException {
    return Infrastructure.open(this, System.getenv());
  }
}
