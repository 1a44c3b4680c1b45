// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.exposurenotifications.ports.PortFailure;

/** A {@link LoadClient} at work. Not thread-safe. */
final class LoadProcess implements AutoCloseable {
  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader answers;

  /**
   * @param servers get as many connections each
   * @param keys of each upload
   */
  LoadProcess(List<URI> servers, Path uploads, int keys) throws IOException {
    List<String> command = KeyServerProcess.command();
    command.addAll(List.of("bench", "client", uploads.toString(), "--keys", "" + keys));
    servers.forEach(server -> command.add(server.toString()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
    answer();
  }

  Load run(int seconds, int connections) throws IOException {
    return run(seconds, connections, 0);
  }

  /**
   * @param replayers further connections that send one upload again and again
   */
  Load run(int seconds, int connections, int replayers) throws IOException {
    orders.println(seconds + " " + connections + " " + replayers);
    return Load.parse(answer());
  }

  long pid() {
    return process.pid();
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new PortFailure.Transient("the benchmark's client ended: is the server there?", null);
    }
    return line;
  }

  @Override
  public void close() {
    orders.close();
    process.onExit().join();
  }
}
