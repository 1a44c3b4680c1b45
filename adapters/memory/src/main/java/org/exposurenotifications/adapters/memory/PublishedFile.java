// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.util.OptionalLong;
import org.exposurenotifications.ports.export.ExportFileStore.ExportFile;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.exposurenotifications.ports.export.Window;

/**
 * A row of the files.
 *
 * @param batch its id
 * @param withdrawnBy the generation of the place's files that lacks it; absent while it is in the
 *     index
 */
record PublishedFile(
    ExportFile file, Place place, long batch, Window window, OptionalLong withdrawnBy) {
  PublishedFile withdrawn(long generation) {
    return new PublishedFile(file, place, batch, window, OptionalLong.of(generation));
  }

  boolean isInIndex() {
    return withdrawnBy.isEmpty();
  }
}
