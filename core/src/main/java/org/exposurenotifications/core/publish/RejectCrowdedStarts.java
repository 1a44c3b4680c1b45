// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Optional;

/** Only few keys start together. */
record RejectCrowdedStarts(int maxKeys) implements RequestRule {
  @Override
  public Optional<String> objection(List<DraftKey> keys) {
    return keys.stream().collect(groupingBy(DraftKey::rollingStart, counting())).values().stream()
        .filter(count -> count > maxKeys)
        .findAny()
        .map(_ -> "more than " + maxKeys + " keys have the same start");
  }
}
