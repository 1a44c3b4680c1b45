// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends prepared uploads, in a process of its own so that its work is not the server's. */
@Command(
    name = "client",
    hidden = true,
    description =
        "For each line 'SECONDS CONNECTIONS REPLAYERS' of standard input sends uploads for so long,"
            + " while further connections send one of them again and again.")
final class LoadClient implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FILE")
  Path file = Path.of("");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "URL")
  List<URI> servers = List.of();

  @Option(names = "--keys", required = true)
  int keys;

  private List<ByteBuffer> uploads = List.of();
  private final AtomicInteger next = new AtomicInteger();

  @Override
  public Integer call() throws IOException, InterruptedException {
    uploads = PreparedUploads.map(file);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    spec.commandLine().getOut().println("ready");
    spec.commandLine().getOut().flush();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", -1);
      try {
        Load load =
            load(
                Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        spec.commandLine().getOut().println(load.line());
        spec.commandLine().getOut().flush();
      } catch (ExecutionException e) {
        spec.commandLine().getErr().println("cannot send to " + servers + ": " + e.getCause());
        return 1;
      }
    }
    return 0;
  }

  private Load load(int seconds, int connections, int replayers)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<Share>> shares = new ArrayList<>();
    List<Future<Integer>> replays = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections + replayers)) {
      for (int i = 0; i < connections; i++) {
        URI server = servers.get(i % servers.size());
        shares.add(threads.submit(() -> share(server, end)));
      }
      for (int i = 0; i < replayers; i++) {
        URI server = servers.get(i % servers.size());
        replays.add(threads.submit(() -> replay(server, end)));
      }
    }
    double taken = (System.nanoTime() - begin) / 1e9;
    var all = new Share();
    for (Future<Share> share : shares) {
      all.add(share.get());
    }
    int replayed = 0;
    for (Future<Integer> answered : replays) {
      replayed += answered.get();
    }
    return Load.of(
        all.accepted, all.unavailable, all.refused, replayed, taken, next.get() >= uploads.size());
  }

  /** How many answers there were, whatever they said. */
  private int replay(URI server, long end) throws IOException {
    int answers = 0;
    try (var connection = new LoadConnection(server)) {
      while (System.nanoTime() < end) {
        int _ = connection.send(uploads.getFirst().duplicate(), keys);
        answers++;
      }
    }
    return answers;
  }

  private Share share(URI server, long end) throws IOException {
    var share = new Share();
    try (var connection = new LoadConnection(server)) {
      for (int i = next.getAndIncrement();
          i < uploads.size() && System.nanoTime() < end;
          i = next.getAndIncrement()) {
        long begin = System.nanoTime();
        int status = connection.send(uploads.get(i).duplicate(), keys);
        share.count(status, System.nanoTime() - begin);
      }
    } catch (EOFException _) {
      share.refused++;
    }
    return share;
  }

  /** What one connection saw. */
  private static final class Share {
    private final Latencies accepted = new Latencies();
    private int unavailable;
    private int refused;

    void count(int status, long nanos) {
      switch (status) {
        case 200 -> accepted.add(nanos);
        case 503 -> unavailable++;
        default -> refused++;
      }
    }

    void add(Share other) {
      accepted.addAll(other.accepted);
      unavailable += other.unavailable;
      refused += other.refused;
    }
  }
}
