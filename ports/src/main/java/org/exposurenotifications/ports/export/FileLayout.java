// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.util.List;

/**
 * How a sealed batch is cut into files: its keys in ascending order fill the files one after the
 * other, then its revised keys in ascending order do.
 *
 * @param files none if the batch has no keys
 */
public record FileLayout(List<Part> files) {
  public FileLayout {
    files = List.copyOf(files);
  }

  /**
   * How many of each a file takes.
   *
   * @param keys 0 or more
   * @param revisedKeys 0 or more; not both 0
   */
  public record Part(int keys, int revisedKeys) {}

  public long keys() {
    return files.stream().mapToLong(Part::keys).sum();
  }

  public long revisedKeys() {
    return files.stream().mapToLong(Part::revisedKeys).sum();
  }
}
