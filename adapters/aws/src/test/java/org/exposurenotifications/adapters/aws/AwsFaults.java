// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.testing.contracts.CannedReplies;
import org.exposurenotifications.testing.contracts.CannedReplies.Reply;
import org.exposurenotifications.testing.contracts.FaultProxy;
import org.exposurenotifications.testing.contracts.FaultSource;

/** Clients that reach every service through one source of faults. */
final class AwsFaults implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final CannedReplies REPLIES =
      new CannedReplies(
          reply(400, "ThrottlingException"),
          reply(500, "InternalFailure"),
          reply(400, "AccessDeniedException"),
          reply(400, "ExpiredTokenException"));

  final FaultProxy source;
  final AwsClients clients;

  AwsFaults(URI server) {
    source = new FaultProxy(server, REPLIES);
    Optional<URI> address = Optional.of(source.address());
    clients =
        new AwsClients(
            new AwsConfig(
                "eu-central-1", new AwsConfig.Endpoints(address, address, address), DEADLINE),
            AwsServers.credentials());
  }

  @Override
  public void close() {
    clients.close();
    source.close();
  }

  private static Reply reply(int status, String type) {
    return new Reply(
        status,
        List.of("Content-Type: application/x-amz-json-1.1"),
        "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, FaultSource.VENDOR_WORDS));
  }
}
