// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.Optional;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.StoredExposure;

/**
 * A row of the keys.
 *
 * @param plan that padding comes from; 0 for a reported key
 */
record StoredKey(Exposure exposure, long plan, Optional<Revision> revision) {
  StoredKey(Exposure exposure, long plan) {
    this(exposure, plan, Optional.empty());
  }

  boolean isPadding() {
    return plan > 0;
  }

  StoredKey revisedBy(Revision change) {
    return new StoredKey(exposure, plan, Optional.of(change));
  }

  StoredExposure forRevision() {
    return new StoredExposure(
        exposure.key(),
        exposure.diagnosis().reportType(),
        revision.flatMap(change -> change.diagnosis().reportType()));
  }
}
