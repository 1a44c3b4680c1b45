// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lets a command work on what {@code dev} keeps. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where dev keeps its data, whether it runs or not. Default: what the environment names"
              + " (DB_HOST, KEY_MANAGER, KEY_FILESYSTEM_ROOT), or else "
              + DataDirectory.DEFAULT
              + ".")
  @Nullable Path data;

  boolean isGiven() {
    return data != null;
  }

  DataDirectory directory() {
    return new DataDirectory(Optional.ofNullable(data).orElse(Path.of(DataDirectory.DEFAULT)));
  }
}
