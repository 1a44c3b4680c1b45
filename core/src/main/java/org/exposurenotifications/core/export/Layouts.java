// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.ArrayList;
import java.util.List;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.FileLayout.Part;

/**
 * Cuts a batch into files and says how much padding it needs (export-and-operations.md 5.5, 5.6).
 */
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

  /**
   * How many keys the last file gets in addition. Each of its own is a model equally often, in
   * complete passes, unless the file is full before.
   *
   * @param target how many keys it should have at least
   */
  static int padding(FileLayout layout, int target, int maxRecords) {
    if (layout.files().isEmpty()) {
      return 0;
    }
    int models = layout.files().getLast().keys();
    if (models == 0 || models >= target) {
      return 0;
    }
    long passes = Math.ceilDiv(target - models, models);
    return (int) Math.min(passes * models, maxRecords - models);
  }

  /** The layout with so many more keys in the last file. */
  static FileLayout pad(FileLayout layout, int padding) {
    if (padding == 0) {
      return layout;
    }
    List<Part> files = new ArrayList<>(layout.files());
    Part last = files.removeLast();
    files.add(new Part(last.keys() + padding, last.revisedKeys()));
    return new FileLayout(files);
  }
}
