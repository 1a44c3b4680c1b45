// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.Optional;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.StoredExposure;

/** A row of the keys. */
record StoredKey(Exposure exposure, boolean isPadding, Optional<Revision> revision) {
  StoredKey(Exposure exposure, boolean isPadding) {
    this(exposure, isPadding, Optional.empty());
  }

  StoredKey revisedBy(Revision change) {
    return new StoredKey(exposure, isPadding, Optional.of(change));
  }

  StoredExposure forRevision() {
    return new StoredExposure(
        exposure.key(),
        exposure.diagnosis().reportType(),
        revision.flatMap(change -> change.diagnosis().reportType()));
  }
}
