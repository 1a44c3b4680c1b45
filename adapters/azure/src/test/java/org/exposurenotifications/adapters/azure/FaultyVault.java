// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.azure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.adapters.azure.AzureConfig.Retries;
import org.exposurenotifications.testing.contracts.CannedReplies;
import org.exposurenotifications.testing.contracts.FaultProxy;
import org.exposurenotifications.testing.contracts.FaultSource;
import org.exposurenotifications.testing.standins.azure.KeyVaultService;
import org.exposurenotifications.testing.standins.azure.TestTls;

/** A vault behind a source of faults, and a platform that gives up soon. */
final class FaultyVault implements AutoCloseable {
  static final Retries RETRIES =
      new Retries(5, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(8));
  static final Duration PATIENCE = RETRIES.deadline().multipliedBy(2);

  final TestVault vault = new TestVault();
  final FaultProxy proxy =
      new FaultProxy(
          vault.server.address(),
          new CannedReplies(
              error(429, "Throttled"),
              error(500, "InternalServerError"),
              error(403, "Forbidden"),
              error(401, "Unauthorized")),
          TestTls.CONTEXT.getServerSocketFactory(),
          TestTls.CONTEXT.getSocketFactory());
  final AzurePlatform platform =
      TestVault.platform(
          new AzureConfig(
              TestVault.NOWHERE,
              Optional.empty(),
              URI.create("https://localhost:" + proxy.port()),
              false,
              Optional.empty(),
              RETRIES),
          KeyVaultService.TOKEN,
          Duration.ofMillis(1));

  private static CannedReplies.Reply error(int status, String code) {
    return new CannedReplies.Reply(
        status,
        List.of("Content-Type: application/json"),
        "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + FaultSource.VENDOR_WORDS + "\"}}");
  }

  @Override
  public void close() {
    platform.close();
    proxy.close();
    vault.close();
  }
}
