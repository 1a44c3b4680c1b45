// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether the server can do its work (publish.md 1.6); looks at most once a second. While a
 * look takes its time, the result of the one before is the answer, so that callers do not pile up.
 */
final class HealthEndpoint implements Endpoint {
  static final Answer LIVE = answer(List.of());

  private static final Logger LOG = LoggerFactory.getLogger(HealthEndpoint.class);
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private final Supplier<List<String>> readiness;
  private final InstantSource clock;
  private final ReentrantLock looking = new ReentrantLock();
  private Instant validUntil = Instant.MIN;
  private volatile Answer latest = answer(List.of("The first check has not ended yet."));

  HealthEndpoint(Supplier<List<String>> readiness, InstantSource clock) {
    this.readiness = readiness;
    this.clock = clock;
  }

  @Override
  public Answer answer(Exchange exchange) {
    return check();
  }

  Answer check() {
    if (looking.tryLock()) {
      try {
        if (!clock.instant().isBefore(validUntil)) {
          latest = answer(problems());
          validUntil = clock.instant().plus(REMEMBERED);
        }
      } finally {
        looking.unlock();
      }
    }
    return latest;
  }

  private List<String> problems() {
    try {
      return readiness.get();
    } catch (RuntimeException e) {
      LOG.error("health check failed: {}", FailureText.of(e));
      return List.of("The health check itself failed.");
    }
  }

  private static Answer answer(List<String> problems) {
    if (problems.isEmpty()) {
      return Answer.json(200, Json.write(json -> json.writeStringField("status", "ok")), "ok");
    }
    String body =
        Json.write(json -> {
          json.writeStringField("status", "unavailable");
          Json.texts(json, "problems", problems);
        });
    return Answer.json(503, body, "unavailable");
  }
}
