// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.List;
import org.exposurenotifications.ports.export.KeyGroup;

/**
 * The reported keys that are in the same files, of all exports. Comparing files tells one cell from
 * another, and nothing within a cell.
 *
 * @param keys not empty
 * @param minRecords fewest keys that may share a cell; 0 for no padding
 */
record Cell(List<KeyGroup> keys, int minRecords) {
  Cell {
    keys = List.copyOf(keys);
  }

  long size() {
    return keys.stream().mapToLong(KeyGroup::count).sum();
  }
}
