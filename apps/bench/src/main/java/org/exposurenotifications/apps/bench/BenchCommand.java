// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import picocli.CommandLine.Command;

/** How fast it is. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Measure whole processes, each beside a ceiling that this machine sets in the same run.",
      "On an embedded PostgreSQL, or on that of DB_HOST, DB_PORT, DB_NAME (which has to contain"
          + " 'bench' and is emptied), DB_USER, DB_PASSWORD, DB_SSLMODE.",
      "Example: keyserver bench publish --json"
    },
    subcommands = {BenchPublish.class, LoadClient.class})
public final class BenchCommand {}
