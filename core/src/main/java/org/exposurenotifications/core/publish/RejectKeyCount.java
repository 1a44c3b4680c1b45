// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import java.util.Optional;

/** A request has keys, but not too many. */
record RejectKeyCount(int maxKeys) implements RequestRule {
  @Override
  public Optional<String> objection(List<DraftKey> keys) {
    if (keys.isEmpty()) {
      return Optional.of("the request has no keys");
    }
    return keys.size() > maxKeys
        ? Optional.of("the request has more than " + maxKeys + " keys")
        : Optional.empty();
  }
}
