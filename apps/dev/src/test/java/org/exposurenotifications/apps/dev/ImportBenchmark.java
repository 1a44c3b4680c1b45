// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.exposurenotifications.apps.embedded.PostgresSettings;

/**
 * How fast {@code import-reference} is, and how much memory it takes: in a process of its own, from
 * one PostgreSQL as durable as any into itself. For the figures of
 * docs/operations/moving-from-the-go-server.md; run by hand.
 */
final class ImportBenchmark {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /** Before, after and size of the heap, each time that garbage was collected. */
  private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");

  private final GoServerDatabase database;
  private final Path folder;
  private final long keys;

  private ImportBenchmark(GoServerDatabase database, Path folder, long keys) {
    this.database = database;
    this.folder = folder;
    this.keys = keys;
  }

  /**
   * Rounds into an empty database, then one that finds everything there.
   *
   * @param arguments how many keys, how many rounds, and options of the virtual machine
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("import-benchmark");
    try (var database = GoServerDatabase.start(folder, PostgresSettings.durable())) {
      var benchmark = new ImportBenchmark(database, folder, Long.parseLong(arguments[0]));
      benchmark.fill();
      for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
        benchmark.empty();
        benchmark.round(List.of(arguments).subList(2, arguments.length));
      }
      benchmark.round(List.of(arguments).subList(2, arguments.length));
    }
  }

  private void fill() throws Exception {
    database.execute(
        "reference",
        """
        INSERT INTO healthauthority (iss, aud, name) VALUES ('gov.example.doh', 'server', 'DoH');
        INSERT INTO exposure (exposure_key, transmission_risk, app_package_name, regions,
                              interval_number, interval_count, created_at, local_provenance,
                              health_authority_id, report_type, days_since_symptom_onset,
                              revised_report_type, revised_at, revised_transmission_risk)
        SELECT encode(uuid_send(gen_random_uuid()), 'base64'), 2, 'com.example.app', '{US,US-CA}',
               2650032, 144, at, true, 1, 'likely', n %% 14,
               CASE WHEN n %% 10 = 0 THEN 'confirmed' END,
               CASE WHEN n %% 10 = 0 THEN at + interval '1h' END,
               CASE WHEN n %% 10 = 0 THEN 2 END
        FROM generate_series(1, %d) n,
             LATERAL (SELECT date_trunc('hour', now()) - interval '13 days' * n / %d AS at) AS time
        """
            .formatted(keys, keys));
    database.execute("reference", "VACUUM ANALYZE");
  }

  private void empty() throws Exception {
    database.emptyOurs();
    database.execute("postgres", "CHECKPOINT");
    Process migrate = process(List.of(), "migrate");
    if (migrate.waitFor() != 0) {
      throw new IOException(Files.readString(output("migrate")));
    }
  }

  private void round(List<String> options) throws Exception {
    Path heap = folder.resolve("heap.log");
    Files.deleteIfExists(heap);
    List<String> all = new ArrayList<>(options);
    all.add("-Xlog:gc:file=" + heap);
    long begin = System.nanoTime();
    Process process = process(all, "import-reference");
    long peak = 0;
    while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process.pid()));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<MatchResult> collections = HEAP.matcher(Files.readString(heap)).results().toList();
    System.out.printf(
        Locale.ROOT,
        "exit %d: %.1f s, %.0f keys/s, process %d MB, heap used %d MB, after collections %d MB%n",
        process.exitValue(),
        seconds,
        keys / seconds,
        peak / 1024,
        most(collections, 1),
        most(collections, 2));
    System.out.println(Files.readString(output("import-reference")));
  }

  private static long most(List<MatchResult> collections, int group) {
    return collections.stream()
        .mapToLong(line -> Long.parseLong(line.group(group)))
        .max()
        .orElse(0);
  }

  private Process process(List<String> options, String command) throws IOException {
    List<String> line =
        Stream.of(
                Stream.of(ProcessHandle.current().info().command().orElseThrow()),
                options.stream(),
                Stream.of("--enable-native-access=ALL-UNNAMED", "-cp"),
                Stream.of(System.getProperty("java.class.path"), Main.class.getName(), command))
            .flatMap(part -> part)
            .toList();
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output(command).toFile());
    builder.environment().putAll(database.variables());
    return builder.start();
  }

  private Path output(String command) {
    return folder.resolve(command + ".out");
  }

  private static long peak(long pid) throws IOException {
    try {
      return PEAK.matcher(Files.readString(Path.of("/proc", String.valueOf(pid), "status")))
          .results()
          .mapToLong(found -> Long.parseLong(found.group(1)))
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }
}
