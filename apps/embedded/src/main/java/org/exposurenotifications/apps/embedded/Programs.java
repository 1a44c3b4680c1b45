// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts PostgreSQL's programs.
 *
 * @param binaries the folder of {@code bin}
 * @param log takes what they print; each program empties it first
 */
record Programs(Path binaries, Path log) {
  private static final int TAIL = 20;

  /**
   * A command line: PostgreSQL refuses to run as root, which in a user namespace of its own it is
   * not, though its files stay root's.
   */
  List<String> command(String program, List<String> arguments) throws IOException {
    var command = new ArrayList<String>();
    if (Owner.isRoot()) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /** Starts it without the variables that libpq and PostgreSQL would take settings from. */
  Process start(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(PrivateFolder.file(log).toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder.start();
  }

  /**
   * Runs it to its end.
   *
   * @param input what it reads; no command line that others could see
   */
  void run(String program, List<String> arguments, String input) throws IOException {
    Process process = start(command(program, arguments));
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(input);
    }
    if (process.onExit().join().exitValue() != 0) {
      throw failed(program);
    }
  }

  IOException failed(String program) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return new IOException(
        "PostgreSQL's %s failed; the end of %s:%n%s"
            .formatted(
                program,
                log,
                String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()))));
  }
}
