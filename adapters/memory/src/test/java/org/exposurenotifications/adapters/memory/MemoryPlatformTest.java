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

  @Override
  public String pinnedReference(String name, int version) {
    return name + "@" + version;
  }

  @Override
  public void withdrawSecret(String name) {
    platform.removeSecret(name);
  }

  @Override
  public String addSigningKeyVersion(String plain) {
    platform.signingKeys().ensure(plain + "-2");
    return plain + "-2";
  }

  @Override
  public void destroySigningKey(String name) {
    platform.destroySigningKey(name);
  }

  @Override
  public void rotateEncryptionKey(String keyName) {
    platform.rotateEncryptionKey(keyName);
  }

  @Override
  public void destroyEncryptionKey(String keyName) {
    platform.destroyEncryptionKey(keyName);
  }
}
