// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.random.RandomGenerator;

/** Why a request gets an answer of the server itself and not of its endpoint. */
enum Refusal {
  MAINTENANCE(429, "The server is under maintenance; please try again later.", "maintenance"),
  OVERLOAD(503, Refusal.BUSY, "overload"),
  UNAVAILABLE(503, Refusal.BUSY, "unavailable"),
  PANIC(500, "", "panic");

  private static final String BUSY = "The server is busy; please try again later.";

  final int status;

  /** For people; may be empty. */
  final String message;

  /** One word for the access log. */
  final String code;

  Refusal(int status, String message, String code) {
    this.status = status;
    this.message = message;
    this.code = code;
  }

  /** The answer where nothing needs to be hidden. */
  Answer.Text plain(RandomGenerator random) {
    if (message.isEmpty()) {
      return Answer.empty(status, code);
    }
    Answer.Text answer = Answer.error(status, message, code);
    return status == 503 ? Answer.with(answer, "Retry-After", RetryAfter.draw(random)) : answer;
  }
}
