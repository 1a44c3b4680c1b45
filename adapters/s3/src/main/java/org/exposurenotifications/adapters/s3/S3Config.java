// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * Where the buckets are, and who asks.
 *
 * @param region such as {@code eu-central-1}; other servers than Amazon's often take any
 * @param endpoint {@code http} or {@code https}, host and port of a server that speaks the
 *     protocol; empty for Amazon's own in the region
 * @param pathStyle whether the bucket stands in the path, as most other servers want it, and not in
 *     the host's name
 * @param accessKey who asks; empty for the default chain: environment, web identity, shared files,
 *     container, instance
 * @param deadline positive; ends a request with all its repetitions. An upload makes one for each 8
 *     MB, and reading what was opened has no end but a silence of the server
 */
public record S3Config(
    String region,
    Optional<URI> endpoint,
    boolean pathStyle,
    Optional<AccessKey> accessKey,
    Duration deadline) {
  private static final Duration USUAL_DEADLINE = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException if a part is not of the form above
   */
  public S3Config {
    if (region.isBlank()) {
      throw new IllegalArgumentException("no region");
    }
    if (endpoint.isPresent() && !isServer(endpoint.get())) {
      throw new IllegalArgumentException("not an http(s) endpoint: " + endpoint.get());
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("not a deadline: " + deadline);
    }
  }

  /** Amazon's own, asked as whoever the process runs as, within a minute. */
  public static S3Config of(String region) {
    return new S3Config(region, Optional.empty(), false, Optional.empty(), USUAL_DEADLINE);
  }

  private static boolean isServer(URI endpoint) {
    return endpoint.getHost() != null
        && endpoint.getRawUserInfo() == null
        && ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()));
  }

  /**
   * A long-lived key of a user.
   *
   * @param id its public half
   * @param secret its secret half, which no text form shows
   */
  public record AccessKey(String id, Secret secret) {}
}
