// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.util.Optional;
import java.util.function.Supplier;
import org.exposurenotifications.ports.PortFailure;

/** What is said where something is no more: nothing, or why. */
final class Refusal {
  private Refusal() {}

  /**
   * @return empty if the answer was, otherwise the message of the refusal
   * @throws AssertionError if there was an answer, or a failure that promises to pass
   */
  static <T> String of(Supplier<Optional<T>> call) {
    try {
      Optional<T> answer = call.get();
      if (answer.isPresent()) {
        throw new AssertionError("answered what was taken away: " + answer.get());
      }
      return "";
    } catch (PortFailure.Permanent e) {
      return String.valueOf(e.getMessage());
    } catch (PortFailure.Transient e) {
      throw new AssertionError("what was taken away does not come back by itself", e);
    }
  }
}
