// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Platform;

/** Puts a fault into the stores, the platform or the settings, to prove that the checks find it. */
interface Sabotage {
  Sabotage NONE = new Sabotage() {};

  default Stores stores(Stores stores) {
    return stores;
  }

  default Settings settings(Settings settings) {
    return settings;
  }

  default Platform platform(Platform platform) {
    return platform;
  }
}
