// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.gcp;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where everything is in Google Cloud. Credentials are no part of it: the SDK finds them, as
 * Workload Identity, an attached service account or {@code GOOGLE_APPLICATION_CREDENTIALS}.
 *
 * @param project the id of the project whose secrets have short names
 * @param keyRing {@code projects/P/locations/L/keyRings/R}, whose keys have short names; empty if
 *     all keys are called by their full names
 * @param hsm whether keys are made in a hardware module, or in software
 * @param deadline for each request together with its retries, 1 second to 10 minutes; an upload or
 *     a download may consist of several
 * @param endpoints Google's, or others
 */
public record GcpConfig(
    String project, Optional<String> keyRing, boolean hsm, Duration deadline, Endpoints endpoints) {
  /** Half a minute: a few tries of a slow request. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(30);

  /**
   * @throws IllegalArgumentException if a value is not as said above
   */
  public GcpConfig {
    require(project.matches(GcpNames.PROJECT), "not a project id: '" + project + "'");
    keyRing.ifPresent(ring ->
        require(
            ring.matches(GcpNames.KEY_RING), "not the full name of a key ring: '" + ring + "'"));
    require(
        deadline.compareTo(Duration.ofSeconds(1)) >= 0
            && deadline.compareTo(Duration.ofMinutes(10)) <= 0,
        "not between 1 second and 10 minutes: " + deadline);
  }

  /**
   * Addresses other than Google's public ones, such as regional ones, without a path. To an {@code
   * http} address, as test servers have it, no credentials are sent, and none are looked up.
   */
  public record Endpoints(Optional<URI> storage, Optional<URI> secretManager, Optional<URI> kms) {
    /** Google's public addresses. */
    public static final Endpoints GOOGLE =
        new Endpoints(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * @throws IllegalArgumentException if an address is not http or https, or has more than host
     *     and port
     */
    public Endpoints {
      storage.ifPresent(Endpoints::requireAddress);
      secretManager.ifPresent(Endpoints::requireAddress);
      kms.ifPresent(Endpoints::requireAddress);
    }

    private static void requireAddress(URI address) {
      String root = address.getScheme() + "://" + address.getAuthority();
      require(
          root.matches("https?://[^@]+") && address.toString().equals(root),
          "not the address of an endpoint: " + address.getHost());
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
