// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.runtime;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.exposurenotifications.adapters.http.Endpoints;
import org.exposurenotifications.adapters.http.HttpServer;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.publish.AttestationPolicy;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.PortFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: every use case of its roles, reachable over HTTP and from here. Thread-safe.
 *
 * <p>The platform and the stores are the caller's to close, afterwards.
 */
public final class KeyServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyServer.class);

  private final Background background = new Background();
  private final Settings settings;
  private final Stores stores;
  private final KeyServerComponent useCases;
  private final HttpServer http;

  /**
   * Puts it together; nothing is listening yet.
   *
   * @param readiness what is wrong with the outside world, one sentence each; empty if all is well
   * @param clock tells the time, in tests any time
   * @param servesBlobs also offer the published files, where no file server does
   */
  public KeyServer(
      Settings settings,
      Platform platform,
      Stores stores,
      Supplier<List<String>> readiness,
      InstantSource clock,
      boolean servesBlobs) {
    this.settings = settings;
    this.stores = stores;
    SecureRandom random = Cryptography.random();
    useCases =
        DaggerKeyServerComponent.factory()
            .create(platform, stores, settings, AttestationPolicy.OFF, clock, random, background);
    Endpoints endpoints = Endpoints.NONE.withReadiness(() -> problems(readiness));
    if (settings.roles().contains(Role.PUBLISH)) {
      endpoints =
          endpoints.withPublishing(
              settings.publish().maxKeys(),
              useCases.publishKeys()::publish,
              useCases.rehearsePublish()::rehearse);
    }
    for (Job job : Job.values()) {
      if (settings.roles().contains(job.role())) {
        endpoints =
            endpoints
                .withJob("/" + job.text(), () -> run(job))
                .withJob("/jobs/" + job.text(), () -> run(job));
      }
    }
    if (settings.roles().contains(Role.EXPORT)) {
      endpoints = endpoints.withExportKeys(useCases.listExportKeys()::list);
    }
    if (servesBlobs) {
      endpoints = endpoints.withBlobs(platform.blobs());
    }
    http =
        new HttpServer(
            settings.http(), endpoints, clock, random, _ -> Runtime.getRuntime().halt(1));
  }

  /** Uploads are filed under the time of this process, so it takes none with a wrong clock. */
  private List<String> problems(Supplier<List<String>> readiness) {
    List<String> problems = readiness.get();
    if (!problems.isEmpty()) {
      return problems;
    }
    try {
      useCases.checkClock().refuseSkew();
      return List.of();
    } catch (JobFailure | PortFailure problem) {
      return List.of(problem.getMessage() + ".");
    }
  }

  /**
   * Listens, and logs what operators should know of the apps that are registered.
   *
   * @throws org.exposurenotifications.ports.PortFailure if the address is not to be had
   */
  public void start() {
    http.start();
    if (settings.roles().contains(Role.PUBLISH)) {
      warn();
    }
  }

  private void warn() {
    try {
      BypassWarnings.of(stores.configuration().load()).forEach(LOG::warn);
    } catch (PortFailure failure) {
      LOG.warn("registered apps are not checked at this start: {}", failure.getMessage());
    }
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Does a job's work now. */
  public JobReport run(Job job) {
    return switch (job) {
      case CREATE_BATCHES -> useCases.planBatches().run();
      case DO_WORK -> useCases.exportBatches().run();
      case CLEANUP_EXPOSURE -> useCases.removeExpiredKeys().run();
      case CLEANUP_EXPORT -> useCases.removeExpiredFiles().run();
    };
  }

  /** Takes no more requests, lets those under way finish, and ends what runs in the background. */
  @Override
  public void close() {
    try (background) {
      http.close();
    }
  }
}
