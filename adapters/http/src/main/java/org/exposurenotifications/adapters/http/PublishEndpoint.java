// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes uploads, and decoys (publish.md 1.3, 1.4). A decoy is read like an upload, causes the same
 * work, and gets an answer of the length and after the time of a real one.
 */
final class PublishEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(PublishEndpoint.class);

  private final PublishDialect dialect;
  private final Endpoints.Publishing publishing;
  private final HttpSettings settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PublishAnswers answers;
  private final PublishDurations durations = new PublishDurations();

  PublishEndpoint(
      PublishDialect dialect,
      Endpoints.Publishing publishing,
      HttpSettings settings,
      InstantSource clock,
      RandomGenerator random) {
    this.dialect = dialect;
    this.publishing = publishing;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    this.answers = new PublishAnswers(dialect, settings, random);
  }

  @Override
  public Answer answer(Exchange exchange) throws IOException {
    Optional<String> body = exchange.readBody();
    // what the network took is known to an observer; only what follows is to look alike
    Instant received = clock.instant();
    return exchange.header("X-Chaff").isBlank()
        ? answers.real(upload(exchange, body, received))
        : decoy(received);
  }

  private PublishAnswer upload(Exchange exchange, Optional<String> body, Instant received) {
    List<String> contentTypes = exchange.headers("Content-Type");
    if (contentTypes.size() != 1 || !MediaType.isJson(contentTypes.getFirst())) {
      return PublishAnswer.badRequest(
          415, "The content type has to be application/json, in UTF-8.");
    }
    if (body.isEmpty()) {
      return PublishAnswer.badRequest(
          413, "The body is longer than " + Exchange.MAX_BODY + " bytes.");
    }
    PublishRequest request;
    try {
      request =
          JsonReader.document(body.get(), PublishDraft::new, dialect.members())
              .toRequest(
                  exchange.header("X-Device-Attestation"),
                  UserAgent.platformOf(exchange.header("User-Agent")));
    } catch (MalformedJson e) {
      if (settings.logJsonParseErrors()) {
        LOG.warn("malformed upload: {}", e.logged());
      }
      return PublishAnswer.badRequest(400, e.reason());
    }
    PublishAnswer answer = attempt(() -> publishing.publish().apply(request));
    if (answer.status() == 200) {
      durations.record(Duration.between(received, clock.instant()));
    }
    return answer;
  }

  private Answer decoy(Instant received) {
    PublishAnswer rehearsed = attempt(publishing.rehearse());
    Answer.Text shape = answers.real(rehearsed);
    if (rehearsed.worthARetry()) {
      return shape;
    }
    Answer.Text answer = answers.decoy(shape);
    durations.draw(random).ifPresent(duration -> waitUntil(received.plus(capped(duration))));
    return answer;
  }

  private static PublishAnswer attempt(Supplier<PublishOutcome> work) {
    try {
      return PublishAnswer.of(work.get());
    } catch (RuntimeException e) {
      LOG.error("upload failed: {}", FailureText.of(e));
      return PublishAnswer.UNAVAILABLE;
    }
  }

  private Duration capped(Duration duration) {
    Duration most = settings.chaffMaxLatency();
    return most.isZero() || duration.compareTo(most) < 0 ? duration : most;
  }

  private void waitUntil(Instant instant) {
    try {
      Thread.sleep(Duration.between(clock.instant(), instant));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
