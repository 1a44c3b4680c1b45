// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.ports.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks through everything that is published. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Check published files as a device does, and more strictly: archive, content, signature, and"
          + " the rules of the index.",
      "Prints a line for each file. Exits with 1 if anything is wrong.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  phone verify https://cdn.example/v1/us/index.txt --public-key export.pub.pem",
      "  phone verify ./1795435200-1795449600-00001.zip --public-key export.pub.pem --key-id 310"
    })
final class VerifyCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "URL",
      description = "Of an index.txt or of a .zip: http, https, or the path of a file.")
  String url = "";

  @Mixin TrustOptions trust = new TrustOptions();

  private final Map<ExportFileHeader, String> seen = new HashMap<>();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (HttpClient http = Download.client()) {
      URI address = Download.address(spec, url);
      Download download = new Download(http);
      boolean good =
          url.endsWith(".zip")
              ? isGood(url, download.get(address), out)
              : isIndexGood(new ExportClient(download, address), out);
      out.flush();
      return good ? 0 : 1;
    } catch (IOException e) {
      out.println("FAIL " + e.getMessage());
      out.flush();
      return 1;
    }
  }

  private boolean isIndexGood(ExportClient client, PrintWriter out)
      throws IOException, InterruptedException {
    ExportIndex index = client.index();
    boolean good = index.problems().isEmpty();
    out.println(
        good
            ? "OK   " + url + ": lists " + index.names().size() + " files"
            : "FAIL " + url + ": " + String.join("; ", index.problems()));
    for (String name : index.names()) {
      good &= isGood(name, client.file(name), out);
    }
    return good;
  }

  private boolean isGood(String name, Optional<Bytes> archive, PrintWriter out) throws IOException {
    CheckedFile checked = archive.isEmpty() ? CheckedFile.missing() : trust.check(archive.get());
    CheckedFile strictly =
        checked
            .with(checked.file().map(FileRules::problems).orElse(List.of()))
            .with(repetition(name, checked));
    out.println(strictly.report(name));
    return strictly.isGood();
  }

  /** Devices take two files of one region and time for the same. */
  private List<String> repetition(String name, CheckedFile checked) {
    return checked
        .file()
        .map(file -> seen.putIfAbsent(file.header(), name))
        .map(other -> List.of("it has the same region, start and end as " + other))
        .orElse(List.of());
  }
}
