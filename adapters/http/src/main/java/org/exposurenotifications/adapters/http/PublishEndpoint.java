// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes uploads, and decoys (publish.md 1.3, 1.4). A decoy is read like an upload, causes the same
 * work, and gets an answer whose length and time are drawn like those of any other.
 */
final class PublishEndpoint implements Endpoint {
  private static final Logger LOG = LoggerFactory.getLogger(PublishEndpoint.class);

  /** Parsing takes a multiple of a body's memory, so few do it at once. */
  static final int MAX_PARSING = 8;

  private static final Semaphore PARSING =
      new Semaphore(Math.min(MAX_PARSING, 2 * Runtime.getRuntime().availableProcessors()));

  private final PublishDialect dialect;
  private final Endpoints.Publishing publishing;
  private final HttpSettings settings;
  private final PublishAnswers answers;

  PublishEndpoint(
      PublishDialect dialect,
      Endpoints.Publishing publishing,
      HttpSettings settings,
      RandomGenerator random) {
    this.dialect = dialect;
    this.publishing = publishing;
    this.settings = settings;
    this.answers = new PublishAnswers(dialect, settings, random);
  }

  @Override
  public boolean readsBody() {
    return true;
  }

  @Override
  public boolean hidesTimes() {
    return true;
  }

  @Override
  public Answer.Text refuse(Refusal refusal, RandomGenerator random) {
    return answers.text(PublishAnswer.of(refusal), refusal.code);
  }

  @Override
  public Answer answer(Exchange exchange) {
    return answers.text(exchange.header("X-Chaff").isBlank() ? upload(exchange) : decoy(exchange));
  }

  private PublishAnswer upload(Exchange exchange) {
    List<String> contentTypes = exchange.headers("Content-Type");
    if (contentTypes.size() != 1 || !MediaType.isJson(contentTypes.getFirst())) {
      return PublishAnswer.badRequest(
          415, "The content type has to be application/json, in UTF-8.");
    }
    Optional<PublishRequest> request;
    try {
      request = read(exchange);
    } catch (MalformedJson e) {
      if (settings.logJsonParseErrors()) {
        LOG.warn("malformed upload: {}", e.logged());
      }
      return PublishAnswer.badRequest(400, e.reason());
    }
    if (request.isEmpty()) {
      return PublishAnswer.badRequest(
          413, "The body is longer than " + Exchange.MAX_BODY + " bytes.");
    }
    return attempt(() -> publishing.publish().apply(request.get()));
  }

  /** Empty if the body is too long. Bytes and text are garbage on return. */
  private Optional<PublishRequest> read(Exchange exchange) throws MalformedJson {
    PARSING.acquireUninterruptibly();
    try {
      Optional<String> body = exchange.takeBody();
      if (body.isEmpty()) {
        return Optional.empty();
      }
      PublishDraft draft = new PublishDraft(publishing.maxKeys());
      draft.read(body.get(), dialect);
      return Optional.of(
          draft.toRequest(
              exchange.header("X-Device-Attestation"),
              UserAgent.platformOf(exchange.header("User-Agent"))));
    } finally {
      PARSING.release();
    }
  }

  private PublishAnswer decoy(Exchange exchange) {
    exchange.forgetBody();
    PublishAnswer rehearsed = attempt(publishing.rehearse());
    return rehearsed.worthARetry() ? rehearsed : PublishAnswer.DECOY;
  }

  private static PublishAnswer attempt(Supplier<PublishOutcome> work) {
    try {
      return PublishAnswer.of(work.get());
    } catch (RuntimeException e) {
      LOG.error("upload failed: {}", FailureText.of(e));
      return PublishAnswer.UNAVAILABLE;
    }
  }
}
