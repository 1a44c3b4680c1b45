// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.PlatformContract;

final class MemoryPlatformTest implements PlatformContract {
  private final MemoryPlatform platform = new MemoryPlatform();

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public String plantSecret(String name, String value) {
    platform.putSecret(name, value);
    return name;
  }
}
