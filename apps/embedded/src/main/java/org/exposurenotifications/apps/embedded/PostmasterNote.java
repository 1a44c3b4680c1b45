// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a server writes about itself into {@code postmaster.pid}. */
record PostmasterNote(long pid, int port, boolean ready) {
  private static final int PID = 0;
  private static final int PORT = 3;
  private static final int STATUS = 7;

  /**
   * Empty where there is no server, or one that has just begun to start.
   *
   * @param data the server's data
   */
  static Optional<PostmasterNote> read(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() <= PORT
          ? Optional.empty()
          : Optional.of(
              new PostmasterNote(
                  Long.parseLong(lines.get(PID).strip()),
                  Integer.parseInt(lines.get(PORT).strip()),
                  lines.size() > STATUS && lines.get(STATUS).strip().equals("ready")));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** The process, if it lives and is no other that has the number by chance. */
  Optional<ProcessHandle> process(Path data) {
    return ProcessHandle.of(pid).filter(process -> isServer(process, data));
  }

  /** The server and its sessions, as far as they live. */
  static List<ProcessHandle> processes(Path data) {
    return ProcessHandle.allProcesses().filter(process -> isServer(process, data)).toList();
  }

  /** A server and its sessions work in the folder of its data. */
  private static boolean isServer(ProcessHandle process, Path data) {
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent()
        && worksIn(process, data);
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      Path folder = Path.of("/proc", String.valueOf(process.pid()), "cwd").toRealPath();
      return folder.equals(data.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }
}
