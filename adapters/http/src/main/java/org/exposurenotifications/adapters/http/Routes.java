// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Finds the route of a path; paths match exactly (publish.md 1.1). */
final class Routes {
  private static final Set<String> ANY = Set.of();
  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final Set<String> RUN = Set.of("GET", "POST");

  private final Map<String, Route> byPath = new LinkedHashMap<>();
  private final Optional<Route> blobs;

  /**
   * @throws IllegalArgumentException if two endpoints have the same path, or a job's is no path
   */
  Routes(Endpoints endpoints, HttpSettings settings, InstantSource clock, RandomGenerator random) {
    probe("/health", new HealthEndpoint(endpoints.readiness(), clock));
    probe("/health/live", _ -> HealthEndpoint.LIVE);
    endpoints
        .publishing()
        .ifPresent(publishing -> {
          add(
              "/v1/publish",
              ANY,
              new PublishEndpoint(PublishDialect.V1, publishing, settings, random));
          if (settings.v1alpha1()) {
            add(
                "/",
                ANY,
                new PublishEndpoint(PublishDialect.V1ALPHA1, publishing, settings, random));
          }
        });
    endpoints
        .exportKeys()
        .ifPresent(keys -> add("/.well-known/export-keys", READ, new ExportKeysEndpoint(keys)));
    endpoints
        .jobs()
        .forEach((path, job) -> add(path, RUN, new JobEndpoint(path, job, settings.jobToken())));
    blobs =
        endpoints
            .blobs()
            .map(
                store -> new Route("/blobs/{bucket}/{name}", READ, false, new BlobEndpoint(store)));
  }

  Route find(String path) {
    if (blobs.isPresent() && path.startsWith(BlobEndpoint.PREFIX)) {
      return blobs.get();
    }
    return byPath.getOrDefault(path, Route.UNMATCHED);
  }

  private void probe(String path, Endpoint endpoint) {
    put(new Route(path, ANY, true, endpoint));
  }

  private void add(String path, Set<String> methods, Endpoint endpoint) {
    put(new Route(path, methods, false, endpoint));
  }

  private void put(Route route) {
    String path = route.template();
    if (!path.startsWith("/") || path.startsWith(BlobEndpoint.PREFIX)) {
      throw new IllegalArgumentException("not a path for an endpoint: " + path);
    }
    if (byPath.put(path, route) != null) {
      throw new IllegalArgumentException("two endpoints at " + path);
    }
  }
}
