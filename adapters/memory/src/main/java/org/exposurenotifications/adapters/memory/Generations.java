// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

/**
 * Of a place's files, and of its index.
 *
 * @param files raised with each change; 1 or more
 * @param index what it was written from; 0 if never
 */
record Generations(long files, long index) {
  static final Generations FIRST = new Generations(1, 0);

  Generations next() {
    return new Generations(files + 1, index);
  }

  Generations written(long generation) {
    return new Generations(files, Math.max(index, generation));
  }

  boolean isStale() {
    return index < files;
  }
}
