// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job while the scheduler waits (export-and-operations.md 1.3, 1.4). */
final class JobEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(JobEndpoint.class);
  private static final String BEARER = "Bearer ";

  private final String name;
  private final Supplier<JobReport> job;
  private final Optional<Supplier<Secret>> token;

  JobEndpoint(String name, Supplier<JobReport> job, Optional<Supplier<Secret>> token) {
    this.name = name;
    this.job = job;
    this.token = token;
  }

  @Override
  public Answer answer(Exchange exchange) {
    return token
        .map(expected -> refusal(exchange.header("Authorization"), expected))
        .orElseGet(() -> LocalCaller.refusal(exchange))
        .orElseGet(this::outcome);
  }

  private Optional<Answer> refusal(String header, Supplier<Secret> expected) {
    try {
      // whoever brings no token causes no look-up
      return header.startsWith(BEARER) && isAuthorized(header, expected.get().value())
          ? Optional.empty()
          : Optional.of(
              Answer.with(
                  Answer.error(401, "A valid bearer token is needed.", "unauthorized"),
                  "WWW-Authenticate",
                  "Bearer"));
    } catch (PortFailure e) {
      LOG.error("job {}: its token cannot be had: {}", name, FailureText.of(e));
      return Optional.of(
          Answer.error(503, "The job token cannot be had; the log says why.", "no_token"));
    }
  }

  private Answer outcome() {
    List<String> errors = run();
    return switch (errors.size()) {
      case 0 -> Answer.json(200, Json.write(json -> json.writeBooleanField("ok", true)), "ok");
      case 1 -> Answer.error(500, errors.getFirst(), "error");
      default -> Answer.json(500, Json.write(json -> Json.texts(json, "errors", errors)), "error");
    };
  }

  private List<String> run() {
    try {
      JobReport report = job.get();
      LOG.info("job {}: {}", name, report.summary());
      report.errors().forEach(error -> LOG.error("job {}: {}", name, error));
      return report.errors();
    } catch (RuntimeException e) {
      LOG.error("job {} failed: {}", name, FailureText.of(e));
      return List.of("The job failed; the log says where.");
    }
  }

  private static boolean isAuthorized(String header, Bytes token) {
    return token.equalsInConstantTime(
        Bytes.of(header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8)));
  }
}
