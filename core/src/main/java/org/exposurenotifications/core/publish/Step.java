// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;

/** How a step of acceptance ended: go on with its result, or stop and refuse. */
sealed interface Step<T> {
  record Go<T>(T result) implements Step<T> {}

  record Stop<T>(PublishOutcome.Refused refused) implements Step<T> {}

  static <T> Step<T> stop(PublishOutcome.Reason reason, String message) {
    return new Stop<>(new PublishOutcome.Refused(reason, message, List.of()));
  }
}
