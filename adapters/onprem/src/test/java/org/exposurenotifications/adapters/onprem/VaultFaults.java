// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.adapters.onprem.OnPremConfig.SignIn;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.testing.contracts.CannedReplies;
import org.exposurenotifications.testing.contracts.FaultProxy;
import org.exposurenotifications.testing.contracts.FaultSource;

/** A platform whose way to Vault can be spoiled. Its token is root's. */
final class VaultFaults implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final CannedReplies REPLIES =
      new CannedReplies(reply(429), reply(500), reply(403), reply(403));

  final FaultProxy source;
  final Platform platform;
  private final SignIn.Token token;

  VaultFaults(TestVault vault) {
    token = vault.root();
    source = new FaultProxy(vault.address(), REPLIES);
    platform =
        TestPlatforms.open(
            TestPlatforms.inVault(
                new OnPremConfig.Vault(
                    source.address(), Optional.empty(), Optional.empty(), token, DEADLINE)));
  }

  List<String> hidden() {
    return List.of(token.token().reveal());
  }

  @Override
  public void close() {
    platform.close();
    source.close();
  }

  private static CannedReplies.Reply reply(int status) {
    return new CannedReplies.Reply(
        status,
        List.of("Content-Type: application/json"),
        "{\"errors\":[\"%s\"]}".formatted(FaultSource.VENDOR_WORDS));
  }
}
