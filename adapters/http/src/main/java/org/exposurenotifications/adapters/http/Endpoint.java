// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.IOException;

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
}
