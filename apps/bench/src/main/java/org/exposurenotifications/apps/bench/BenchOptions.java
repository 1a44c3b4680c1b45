// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import picocli.CommandLine.Option;

/** What every benchmark takes. */
final class BenchOptions {
  @Option(names = "--json", description = "Print the figures as one line of JSON.")
  boolean json;

  @Option(
      names = "--rounds",
      description = "Of which medians are taken (default: ${DEFAULT-VALUE}).",
      defaultValue = "3")
  int rounds = 3;
}
