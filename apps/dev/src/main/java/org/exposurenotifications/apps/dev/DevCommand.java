// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.Scheduler;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.apps.server.ConfigurationFile;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.apps.server.Shutdown;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every role in one process, with a database and files of its own. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = {
      "Run everything in one process, with an embedded PostgreSQL and files under --data, which are"
          + " kept. Jobs run by themselves, and at POST /jobs/JOB. Files are served at"
          + " /blobs/BUCKET/NAME.",
      "Honours the environment variables of serve, for example:",
      "TRUNCATE_WINDOW=1s MIN_WINDOW_AGE=2s EXPORT_FILE_MIN_RECORDS=50 keyserver dev"
          + " --config config.yaml"
    })
final class DevCommand implements Callable<Integer> {
  private static final Duration EXPORT_PAUSE = Duration.ofSeconds(1);
  private static final Duration CLEANUP_PAUSE = Duration.ofMinutes(10);

  @Spec CommandSpec spec;

  @Option(
      names = "--port",
      description = "Where to listen; 0 for any free port (default: PORT, or else 8080).")
  @Nullable Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keeps database, files and keys (default: ${DEFAULT-VALUE}).",
      defaultValue = DataDirectory.DEFAULT)
  Path data = Path.of(DataDirectory.DEFAULT);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Register what this file names first (default: an authority, an app and an export to"
              + " play with, if nothing is registered).")
  @Nullable Path config;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Configuration wanted = config == null ? Configuration.EMPTY : ConfigurationFile.read(config);
    var directory = new DataDirectory(data);
    var infrastructure = LocalInfrastructure.start(directory, System.getenv());
    KeyServer server;
    Settings settings;
    try {
      settings = settings(infrastructure.environment());
      infrastructure.requireClock(settings.clock());
      register(wanted, directory, infrastructure);
      infrastructure.platform().keyEncryption().ensure(settings.token().keyName());
      server =
          new KeyServer(
              settings,
              infrastructure.platform(),
              infrastructure.stores(),
              infrastructure::problems,
              InstantSource.system(),
              true);
      server.start();
    } catch (IOException | RuntimeException failure) {
      infrastructure.close();
      throw failure;
    }
    var scheduler = new Scheduler(Shutdown::afterAnError);
    Shutdown.whenAsked(server, scheduler, infrastructure);
    schedule(scheduler, server, infrastructure);
    tell(spec.commandLine().getOut(), server.port(), infrastructure);
    Thread.currentThread().join();
    return 0;
  }

  private Settings settings(Environment environment) {
    Settings settings =
        new SettingsReader(environment).read(EnumSet.allOf(Role.class), "127.0.0.1", 8080);
    environment.check();
    return port == null ? settings : settings.onPort(port);
  }

  private static void register(
      Configuration wanted, DataDirectory directory, Infrastructure infrastructure)
      throws IOException {
    var store = infrastructure.postgres().configuration();
    if (!wanted.equals(Configuration.EMPTY)) {
      store.apply(wanted);
    } else if (store.load().equals(Configuration.EMPTY)) {
      store.apply(ConfigurationFile.read(Playground.write(directory)));
    }
    ensureSigningKeys(infrastructure);
  }

  /** Keys that are named but missing are made; also of signers that are registered later. */
  private static JobReport ensureSigningKeys(Infrastructure infrastructure) {
    List<SignatureInfo> infos = infrastructure.postgres().configuration().load().signatureInfos();
    infos.forEach(info -> infrastructure.platform().signingKeys().ensure(info.signingKey()));
    return new JobReport(infos.size() + " signing keys", List.of());
  }

  private static void schedule(
      Scheduler scheduler, KeyServer server, Infrastructure infrastructure) {
    scheduler.every(EXPORT_PAUSE, "signing-keys", () -> ensureSigningKeys(infrastructure));
    for (Job job : Job.values()) {
      scheduler.every(
          job.role() == Role.EXPORT ? EXPORT_PAUSE : CLEANUP_PAUSE,
          job.text(),
          () -> server.run(job));
    }
  }

  private void tell(PrintWriter out, int port, Infrastructure infrastructure) {
    String server = "http://127.0.0.1:" + port;
    Configuration registered = infrastructure.postgres().configuration().load();
    out.println("Key server with every role on " + server + ", data in " + data);
    out.println("  uploads      POST " + server + "/v1/publish");
    registered
        .exportConfigs()
        .forEach(export ->
            out.printf(
                "  files        %s/blobs/%s/%s/index.txt%n",
                server, export.bucket(), export.filenameRoot()));
    out.println("Try next:");
    out.println("  curl " + server + "/health");
    out.println("  curl " + server + "/.well-known/export-keys");
    out.println("  ./keyserver config show --data " + data);
    registered.signatureInfos().stream()
        .limit(1)
        .forEach(info ->
            out.println("  ./keyserver keys public " + info.signingKey() + " --data " + data));
    out.println("  curl -X POST " + server + "/jobs/do-work");
    out.printf(
        "  PGPASSWORD=$(cat %s/password) psql -h 127.0.0.1 -p %d -U postgres%n",
        new DataDirectory(data).database(), infrastructure.database().port());
    out.println("Stop with Ctrl-C.");
    out.flush();
  }
}
