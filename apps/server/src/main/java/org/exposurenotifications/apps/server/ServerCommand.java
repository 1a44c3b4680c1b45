// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import picocli.CommandLine.Command;

/** The {@code keyserver} command of a deployment. */
@Command(
    name = "keyserver",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Exposure Notifications key server: accepts temporary exposure keys of people with a verified"
          + " diagnosis, publishes them in signed files, and forgets them after about two weeks.",
      "Configured by environment variables, which docs/operations lists for each platform.",
      ""
    },
    footer = {
      "",
      "Start with: keyserver migrate, then: keyserver serve publish",
      "Exit codes: 0 all well, 1 something failed, 2 wrong arguments or configuration."
    })
final class ServerCommand {}
