// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;
import java.util.random.RandomGenerator;

/** Answers the requests of a route; thread-safe. */
@FunctionalInterface
interface Endpoint {
  /**
   * @throws IOException if the client went away or is too slow
   */
  Answer answer(Exchange exchange) throws IOException;

  /** Whether the body has to be there before the request takes one of the places for work. */
  default boolean readsBody() {
    return false;
  }

  /** Whether the times of its answers must not tell what became of requests. */
  default boolean hidesTimes() {
    return false;
  }

  /** What the server answers in its place. */
  default Answer.Text refuse(Refusal refusal, RandomGenerator random) {
    return refusal.plain(random);
  }
}
