// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a vendor's server says that it will not, each in the form that the vendor's client reads. */
public record CannedReplies(Reply throttled, Reply serverError, Reply forbidden, Reply expired) {
  /**
   * One answer.
   *
   * @param status such as 429
   * @param headers lines such as {@code Retry-After: 0}; the length is added
   * @param body should hold {@link FaultSource#VENDOR_WORDS} where a vendor explains itself
   */
  public record Reply(int status, List<String> headers, String body) {
    public Reply {
      headers = List.copyOf(headers);
    }

    byte[] bytes(boolean withBody) {
      byte[] content = body.getBytes(StandardCharsets.UTF_8);
      String head =
          Stream.of(
                  Stream.of("HTTP/1.1 " + status + " Spoiled"),
                  headers.stream(),
                  Stream.of("Content-Length: " + content.length, "", ""))
              .flatMap(lines -> lines)
              .collect(Collectors.joining("\r\n"));
      return (withBody ? head + body : head).getBytes(StandardCharsets.UTF_8);
    }
  }

  Reply of(Fault fault) {
    return switch (fault) {
      case THROTTLED -> throttled;
      case SERVER_ERROR -> serverError;
      case FORBIDDEN -> forbidden;
      case EXPIRED_CREDENTIALS -> expired;
      case STALLED, RESET, REFUSED, CUT_REPLY, CUT_UPLOAD ->
          throw new IllegalArgumentException(fault + " is no answer");
    };
  }
}
