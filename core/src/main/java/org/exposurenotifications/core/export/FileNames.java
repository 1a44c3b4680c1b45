// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.FileLayout;

/** Object names of a batch's files (export-and-operations.md 5.6): the same for every attempt. */
final class FileNames {
  private FileNames() {}

  /** In order; none while the batch is not sealed. */
  static List<String> of(Batch batch, ExportSettings settings) {
    int count = batch.layout().map(FileLayout::files).map(List::size).orElse(0);
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> name(batch, settings, number))
        .toList();
  }

  private static String name(Batch batch, ExportSettings settings, int number) {
    return String.format(
        Locale.ROOT,
        "%s/%d-%d-%05d.zip",
        batch.filenameRoot(),
        batch.window().start().getEpochSecond() + settings.reprocessCount(),
        batch.window().end().getEpochSecond() + settings.reprocessCount(),
        number);
  }
}
