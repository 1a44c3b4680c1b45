// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.secrets.SecretStore;
import org.exposurenotifications.testing.contracts.FaultSchedule;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.contracts.SecretFaultContract;
import org.junit.jupiter.api.AfterEach;

final class SecretFaultsTest implements SecretFaultContract {
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
  public SecretStore secrets() {
    return platform.secrets();
  }

  @Override
  public String plantSecret(String name, String value) {
    cloud.plantSecret(name, value);
    return name;
  }
}
