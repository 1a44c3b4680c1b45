// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishRequest;

/**
 * A server in a process of its own, with the options of the virtual machine that are shipped. It
 * keeps every upload, and answers none before it is told to.
 */
final class ServerProcess implements AutoCloseable {
  private static final Path OPTIONS = Path.of("../../apps/java.options").toAbsolutePath();

  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;
  private final int port;

  ServerProcess() throws IOException {
    this(Duration.ZERO);
  }

  /**
   * @param quantum of its answers
   */
  ServerProcess(Duration quantum) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + OPTIONS,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                quantum.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    port = Integer.parseInt(answer());
  }

  int port() {
    return port;
  }

  /** How many uploads are kept now. */
  int kept() throws IOException {
    return Integer.parseInt(ask("kept"));
  }

  /** Bytes of the heap that are in use after a collection. */
  long heap() throws IOException {
    return Long.parseLong(ask("heap"));
  }

  void answerAll() throws IOException {
    ask("go");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private String ask(String what) throws IOException {
    in.println(what);
    return answer();
  }

  private String answer() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server has ended with " + process.onExit().join().exitValue());
    }
    return line;
  }

  /** The other side. */
  public static void main(String[] quantum) throws IOException {
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger kept = new AtomicInteger();
    HttpServer server =
        new HttpServer(
            TestServer.settings(
                Duration.parse(quantum[0]), HttpSettings.Limits.DEFAULT.concurrentRequests()),
            TestServer.publishing(request -> keep(request, kept, go)),
            InstantSource.system(),
            new Random(1),
            _ -> Runtime.getRuntime().halt(3));
    server.start();
    System.out.println(server.port());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(
          switch (line) {
            case "kept" -> kept.get();
            case "heap" -> heapAfterCollection();
            default -> {
              go.countDown();
              yield "";
            }
          });
    }
    System.exit(0);
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static PublishOutcome keep(
      PublishRequest request, AtomicInteger kept, CountDownLatch go) {
    kept.incrementAndGet();
    try {
      boolean _ = go.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      Reference.reachabilityFence(request);
    }
    return TestServer.ACCEPTED;
  }
}
