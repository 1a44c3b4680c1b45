// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.standins.gcp;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One resumable upload: what has arrived, and what came of it. Not thread-safe. */
final class UploadSession {
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (?:\\*|(\\d+)-\\d+)/(?:\\*|(\\d+))");

  private final String target;
  private final byte[] metadata;
  private byte[] content = {};
  private Optional<HttpResponse<byte[]>> result = Optional.empty();

  UploadSession(String target, byte[] metadata) {
    this.target = target;
    this.metadata = metadata;
  }

  /** What is sent again takes the place of what was there. */
  boolean takeAndSeeWhetherAllIsThere(String contentRange, byte[] part) {
    Matcher range = CONTENT_RANGE.matcher(contentRange);
    if (!range.matches()) {
      throw new IllegalArgumentException(contentRange);
    }
    Optional<Integer> from = Optional.ofNullable(range.group(1)).map(Integer::valueOf);
    if (from.isPresent() && from.get() <= content.length && result.isEmpty()) {
      content = Arrays.copyOf(content, from.get() + part.length);
      System.arraycopy(part, 0, content, from.get(), part.length);
    }
    return Optional.ofNullable(range.group(2))
        .filter(total -> Integer.parseInt(total) == content.length)
        .isPresent();
  }

  void finish(HttpResponse<byte[]> answer) {
    result = Optional.of(answer);
  }

  Optional<HttpResponse<byte[]>> result() {
    return result;
  }

  int length() {
    return content.length;
  }

  byte[] content() {
    return content;
  }

  byte[] metadata() {
    return metadata;
  }

  String target() {
    return target;
  }
}
