// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Spells out answers to uploads so that their length says nothing: random padding (publish.md 1.7),
 * and blanks up to the next multiple of {@value #SIZE_CLASS} bytes.
 */
final class PublishAnswers {
  static final int SIZE_CLASS = 64;

  private static final String DECOY_HEAD = "{\"padding\":\"";
  private static final String DECOY_TAIL = "\"}";

  private final PublishDialect dialect;
  private final HttpSettings settings;
  private final RandomGenerator random;

  PublishAnswers(PublishDialect dialect, HttpSettings settings, RandomGenerator random) {
    this.dialect = dialect;
    this.settings = settings;
    this.random = random;
  }

  Answer.Text real(PublishAnswer answer) {
    String padding =
        padding(
            random.nextInt(settings.paddingMin(), settings.paddingMin() + settings.paddingRange()));
    String body = Json.write(json -> dialect.write(answer, padding, json));
    int length = Math.ceilDiv(body.length(), SIZE_CLASS) * SIZE_CLASS;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Api-Version", dialect.apiVersion());
    if (answer.worthARetry()) {
      headers.put("Retry-After", RetryAfter.draw(random));
    }
    return new Answer.Text(
        answer.status(),
        headers,
        fill(body, length),
        answer.code().isEmpty() ? "ok" : answer.code());
  }

  /**
   * What a decoy gets in place of the given answer: padding only, of the very same length, and the
   * status that apps expect of a decoy. Blanks make up for lengths that base64 cannot have.
   */
  Answer.Text decoy(Answer.Text shape) {
    int length = shape.body().length();
    int groups = (length - DECOY_HEAD.length() - DECOY_TAIL.length()) / 4;
    String body = DECOY_HEAD + padding(groups * 3) + DECOY_TAIL;
    return new Answer.Text(200, shape.headers(), fill(body, length), "ok");
  }

  private String padding(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String fill(String body, int length) {
    return body + " ".repeat(length - body.length());
  }
}
