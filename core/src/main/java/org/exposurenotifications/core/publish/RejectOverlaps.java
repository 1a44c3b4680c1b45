// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keys overlap only if they start together: a phone uses one key at a time (publish.md 5.4). */
record RejectOverlaps() implements RequestRule {
  @Override
  public Optional<String> objection(List<DraftKey> keys) {
    List<DraftKey> ordered =
        keys.stream()
            .sorted(
                Comparator.comparingLong(DraftKey::rollingStart)
                    .thenComparingLong(DraftKey::rollingPeriod))
            .toList();
    for (int i = 1; i < ordered.size(); i++) {
      DraftKey previous = ordered.get(i - 1);
      DraftKey key = ordered.get(i);
      if (key.rollingStart() != previous.rollingStart() && key.rollingStart() < previous.end()) {
        return Optional.of("keys with different starts overlap");
      }
    }
    return Optional.empty();
  }
}
