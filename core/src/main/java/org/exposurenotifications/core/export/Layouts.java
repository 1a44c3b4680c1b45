// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.ArrayList;
import java.util.List;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.FileLayout.Part;

/** Cuts a batch into files (export-and-operations.md 5.5). */
final class Layouts {
  private Layouts() {}

  /** All keys first, then revised keys; a new file whenever one holds {@code maxRecords}. */
  static FileLayout cut(long keys, long revisedKeys, int maxRecords) {
    List<Part> files = new ArrayList<>();
    while (keys + revisedKeys > 0) {
      int some = (int) Math.min(keys, maxRecords);
      int revised = (int) Math.min(revisedKeys, maxRecords - some);
      files.add(new Part(some, revised));
      keys -= some;
      revisedKeys -= revised;
    }
    return new FileLayout(files);
  }
}
