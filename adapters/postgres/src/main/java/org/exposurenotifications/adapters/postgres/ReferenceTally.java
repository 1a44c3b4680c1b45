// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what is carried over from the Go server and what is not. Not thread-safe. */
final class ReferenceTally {
  private final Map<String, Long> carried = new LinkedHashMap<>();
  private final Map<String, Long> left = new LinkedHashMap<>();
  private final Consumer<String> progress;

  ReferenceTally(Consumer<String> progress) {
    this.progress = progress;
  }

  void carried(String what, long count) {
    carried.merge(what, count, Long::sum);
  }

  /** Zero is not worth a line. */
  void left(String whatAndWhy, long count) {
    if (count > 0) {
      left.merge(whatAndWhy, count, Long::sum);
    }
  }

  void progress(String line) {
    progress.accept(line);
  }

  ReferenceImport.Report report() {
    return new ReferenceImport.Report(
        Collections.unmodifiableMap(carried), Collections.unmodifiableMap(left));
  }
}
