// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which AWS. It holds no secret: who asks is found by the default chain, which is environment, web
 * identity, shared files, container, instance.
 *
 * @param region such as {@code eu-central-1}
 * @param endpoints where the services are
 * @param deadline positive; ends a request with all its repetitions
 */
public record AwsConfig(String region, Endpoints endpoints, Duration deadline) {
  private static final Duration USUAL_DEADLINE = Duration.ofSeconds(15);

  /**
   * @throws IllegalArgumentException if a part is not of the form above
   */
  public AwsConfig {
    if (region.isBlank()) {
      throw new IllegalArgumentException("no region");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("not a deadline: " + deadline);
    }
  }

  /** The region's own endpoints, asked within 15 seconds. */
  public static AwsConfig of(String region) {
    return new AwsConfig(region, Endpoints.OF_THE_REGION, USUAL_DEADLINE);
  }

  /**
   * Where the services are, if not where the region has them: in a network of one's own, or a
   * service that imitates AWS. Each is {@code http} or {@code https}, host and port.
   */
  public record Endpoints(Optional<URI> secretsManager, Optional<URI> kms, Optional<URI> sts) {
    /** As AWS publishes them. */
    public static final Endpoints OF_THE_REGION =
        new Endpoints(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
