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
 * @param listedBy the generation of the index that first named it; absent while none did
 */
record PublishedFile(
    ExportFile file,
    Place place,
    long batch,
    Window window,
    OptionalLong withdrawnBy,
    OptionalLong listedBy) {
  PublishedFile withdrawn(long generation) {
    return new PublishedFile(file, place, batch, window, OptionalLong.of(generation), listedBy);
  }

  PublishedFile listed(long generation) {
    return listedBy.isPresent()
        ? this
        : new PublishedFile(file, place, batch, window, withdrawnBy, OptionalLong.of(generation));
  }

  /** In the same line of the index, if it has one. */
  PublishedFile replacedBy(PublishedFile other) {
    return new PublishedFile(
        file,
        other.place,
        other.batch,
        other.window,
        other.withdrawnBy,
        isInIndex() ? listedBy : OptionalLong.empty());
  }

  boolean isInIndex() {
    return withdrawnBy.isEmpty();
  }
}
