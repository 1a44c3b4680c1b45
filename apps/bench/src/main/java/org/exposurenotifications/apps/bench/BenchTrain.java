// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.phone.Authority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has the virtual machine write its ahead-of-time cache after a server's real work. */
@Command(
    name = "train",
    hidden = true,
    description =
        "Run 'dev' with every role on a database of its own, send it uploads, and have its virtual"
            + " machine write what it learned. The launcher does this after a build.")
final class BenchTrain implements Callable<Integer> {
  private static final int KEYS = 14;
  private static final int CONNECTIONS = 8;
  private static final int MOST_PER_SECOND = 3000;

  @Parameters(paramLabel = "CACHE", description = "The file to write.")
  Path cache = Path.of("");

  @Option(names = "--seconds", description = "Of uploads.", defaultValue = "5")
  int seconds = 5;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("keyserver-train");
    try {
      var authority = new Authority("iss-test", "aud-test", "1", Authority.newKeys());
      Files.writeString(directory.resolve("authority.pub.pem"), authority.publicKeyPem());
      Path config = Files.writeString(directory.resolve("config.yaml"), Bed.CONFIGURATION);
      Path uploads = directory.resolve("uploads");
      new PreparedUploads(authority, KEYS, InstantSource.system().instant())
          .write(uploads, seconds * MOST_PER_SECOND, 1);
      Path data = directory.resolve("data");
      try (var server =
              KeyServerProcess.start(
                  directory,
                  Map.of("PUBLISH_ANSWER_QUANTUM", "0s"),
                  List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:aot*=off", "-Xlog:cds*=off"),
                  "dev",
                  "--data",
                  data.toString(),
                  "--config",
                  config.toString());
          var client = new LoadProcess(List.of(server.address()), uploads, KEYS)) {
        var _ = server.awaitReady();
        Load load = client.run(seconds, CONNECTIONS);
        if (load.accepted() == 0) {
          throw new IOException("no upload was accepted: " + load.line());
        }
      }
      return Files.exists(cache) ? 0 : 1;
    } finally {
      Bed.delete(directory);
    }
  }
}
