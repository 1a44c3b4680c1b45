// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.exposurenotifications.core.exportfile.ExportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Does what a phone does a few times a day. */
@Command(
    name = "sync",
    mixinStandardHelpOptions = true,
    description = {
      "Get the files that are new, verify them, and match them with what was heard.",
      "Prints a line for each file, each exposure window and each day. Exits with 1 if a file is"
          + " not to be believed; it is tried again the next time.",
      ""
    },
    footer = {
      "",
      "Sightings are JSON, one a line:",
      "  {\"rpi\":\"<base64>\",\"aem\":\"<base64>\",\"rssi\":-60,"
          + "\"time\":\"2026-11-20T10:00:00Z\",\"previousScan\":\"2026-11-20T09:56:00Z\"}",
      "",
      "Example:",
      "  phone sync https://cdn.example/v1/us/index.txt --public-key export.pub.pem"
          + " --state phone.state --sightings heard.jsonl"
    })
final class SyncCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "URL",
      description = "Of an index.txt: http, https, or the path of a file.")
  String url = "";

  @Mixin TrustOptions trust = new TrustOptions();

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Remembers what was processed; made if missing. Without it all files are new.")
  Optional<Path> stateFile = Optional.empty();

  @Option(
      names = "--sightings",
      paramLabel = "FILE",
      description = "What the phone has heard. Without it nothing is matched.")
  Optional<Path> sightings = Optional.empty();

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "Act as if it were this time, such as 2026-11-20T10:00:00Z.")
  Instant now = InstantSource.system().instant();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (HttpClient http = Download.client()) {
      ExportClient client = new ExportClient(new Download(http), Download.address(spec, url));
      boolean good = sync(client, out);
      out.flush();
      return good ? 0 : 1;
    } catch (IOException e) {
      out.println("FAIL " + e.getMessage());
      out.flush();
      return 1;
    }
  }

  private boolean sync(ExportClient client, PrintWriter out)
      throws IOException, InterruptedException {
    PhoneState state = stateFile.isEmpty() ? PhoneState.EMPTY : PhoneState.read(stateFile.get());
    SightingLog heard =
        sightings.isEmpty() ? new SightingLog() : SightingFile.read(sightings.get());
    Matcher matcher = new Matcher(heard, state.known());
    Set<String> processed = new LinkedHashSet<>(state.processed());
    List<ExportFile> files = new ArrayList<>();
    boolean good = true;
    for (ExportClient.Downloaded downloaded : client.newFiles(state.processed())) {
      CheckedFile checked = trust.check(downloaded.archive());
      out.println(checked.report(downloaded.name()));
      good &= checked.isGood();
      if (checked.isGood()) {
        processed.add(downloaded.name());
        checked.file().ifPresent(files::add);
      }
    }
    match(files, matcher);
    report(matcher.windows(), out);
    if (stateFile.isPresent()) {
      new PhoneState(processed, matcher.known()).write(stateFile.get());
    }
    return good;
  }

  private void match(List<ExportFile> files, Matcher matcher) throws IOException {
    Optional<String> incomplete = DeviceVerifier.problemOfBatches(files);
    if (incomplete.isPresent()) {
      throw new IOException(incomplete.get());
    }
    files.forEach(file -> matcher.take(file, now));
  }

  private static void report(List<ExposureWindow> windows, PrintWriter out) {
    for (ExposureWindow window : windows) {
      out.println(
          String.format(
              Locale.ROOT,
              "WINDOW %s: %s, %d min in %d scans, attenuation %d dB at least",
              window.date(),
              window.reportType(),
              window.weightedDuration().toMinutes(),
              window.scans().size(),
              window.scans().stream().mapToInt(ScanInstance::minimumAttenuation).min().orElse(0)));
    }
    for (DailySummary day : DailySummary.of(windows)) {
      out.println(
          String.format(
              Locale.ROOT,
              "DAY    %s: %d min in all, %d min at once",
              day.date(),
              day.sum().toMinutes(),
              day.longest().toMinutes()));
    }
  }
}
