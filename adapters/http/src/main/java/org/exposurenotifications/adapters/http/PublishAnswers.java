// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Spells out answers to uploads so that their length says nothing: it is drawn first, as if every
 * answer held {@value #ROOM} bytes beside its random padding (publish.md 1.7), and blanks make up
 * for what is not there.
 */
final class PublishAnswers {
  /**
   * Holds all that an answer says by default: a revision token over 30 keys, and why each of 30
   * keys was left out. What is longer, which takes other settings or more keys, gets a multiple.
   */
  static final int ROOM = 3200;

  private final PublishDialect dialect;
  private final HttpSettings settings;
  private final RandomGenerator random;

  PublishAnswers(PublishDialect dialect, HttpSettings settings, RandomGenerator random) {
    this.dialect = dialect;
    this.settings = settings;
    this.random = random;
  }

  Answer.Text text(PublishAnswer answer) {
    return text(answer, answer.code().isEmpty() ? "ok" : answer.code());
  }

  /**
   * @param logged one word for the access log
   */
  Answer.Text text(PublishAnswer answer, String logged) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    // a proxy that compresses would make blanks shorter than what they stand for
    headers.put("Cache-Control", "no-store, no-transform");
    headers.put("X-Api-Version", dialect.apiVersion());
    if (answer.worthARetry()) {
      headers.put("Retry-After", RetryAfter.draw(random));
    }
    return new Answer.Text(answer.status(), headers, body(answer), logged);
  }

  private String body(PublishAnswer answer) {
    String padding = padding();
    String body = Json.write(json -> dialect.write(answer, padding, json));
    int content = body.length() - padding.length();
    // of single bytes, since a length in steps would show how long the status line and headers are
    int room = Math.ceilDiv(content, ROOM) * ROOM + random.nextInt(4);
    return body + " ".repeat(room - content);
  }

  private String padding() {
    byte[] bytes =
        new byte
            [random.nextInt(
                settings.paddingMin(), settings.paddingMin() + settings.paddingRange())];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
