// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The commands of a phone; to be made part of another command, or run by itself. */
@Command(
    name = "phone",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Act as a phone does: verify and match published export files, or upload keys.",
    footer = {
      "",
      "Examples:",
      "  phone verify https://cdn.example/v1/us/index.txt --public-key export.pub.pem",
      "  phone sync https://cdn.example/v1/us/index.txt --public-key export.pub.pem"
          + " --state phone.state"
    },
    subcommands = {VerifyCommand.class, SyncCommand.class, UploadCommand.class, HelpCommand.class})
public final class PhoneCommand {}
