// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Platform;

/** Puts a fault into the stores or the platform, to prove that the checks find it. */
interface Sabotage {
  Sabotage NONE = new Sabotage() {};

  default Stores stores(Stores stores) {
    return stores;
  }

  default Platform platform(Platform platform) {
    return platform;
  }
}
