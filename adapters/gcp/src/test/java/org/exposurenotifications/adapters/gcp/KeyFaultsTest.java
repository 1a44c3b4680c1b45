// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.testing.contracts.FaultSchedule;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.KeyFaultContract;
import org.junit.jupiter.api.AfterEach;

final class KeyFaultsTest implements KeyFaultContract {
  private final FaultSchedule faults = new FaultSchedule();
  private final TestCloud cloud = new TestCloud(Optional.empty(), 0, new GrpcFaults(faults));
  private final GcpPlatform platform = cloud.platform();

  @AfterEach
  void close() {
    platform.close();
    cloud.close();
  }

  @Override
  public FaultSource faults() {
    return faults;
  }

  @Override
  public Duration patience() {
    return cloud.config(false).deadline().multipliedBy(2);
  }

  @Override
  public SigningKeys signingKeys() {
    return platform.signingKeys();
  }

  @Override
  public KeyEncryption keyEncryption() {
    return platform.keyEncryption();
  }

  /** The signing key has the plain name. */
  @Override
  public String encryptionKeyName(String plain) {
    return plain + "-wrapping";
  }
}
