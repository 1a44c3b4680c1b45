// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.exposurenotifications.adapters.postgres.PostgresConfig;
import org.exposurenotifications.adapters.postgres.ReferenceImport;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.core.export.ExportSettings;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.core.retention.RetentionSettings;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.token.RevisionKeyStore.WrappedKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Carries over what the Go server's database holds. */
@Command(
    name = "import-reference",
    mixinStandardHelpOptions = true,
    description = {
      "Carry registrations, live keys, keys of revision tokens, batches and files over from the"
          + " database of the Go server, which is read and not changed. Safe to repeat; the last"
          + " time with the Go server stopped and before this server's first export.",
      "Rows that cannot be carried over as they are get named, with the reason. Exits 3 if there are"
          + " such rows and all else is done.",
      "Configured by REFERENCE_DB_HOST, REFERENCE_DB_PORT, REFERENCE_DB_NAME, REFERENCE_DB_USER,"
          + " REFERENCE_DB_PASSWORD and REFERENCE_DB_SSLMODE, by DB_… for this server's database,"
          + " CLEANUP_TTL, MAX_INTERVAL_AGE_ON_PUBLISH, and for tokens issued before REVISION_TOKEN_KEY_ID.",
      "Example: keyserver import-reference --dry-run"
    })
final class ImportReferenceCommand implements Callable<Integer> {
  private static final int LOOK = 3;

  /** Length of an AES-256 key. */
  private static final int DATA_KEY_BYTES = 32;

  private final Deployment deployment;

  @Spec CommandSpec spec;

  @Option(
      names = "--dry-run",
      description = "Count what would be carried over and what cannot, and change nothing.")
  boolean dryRun;

  ImportReferenceCommand(Deployment deployment) {
    this.deployment = deployment;
  }

  @Override
  public Integer call() throws IOException {
    try (var infrastructure = deployment.registrations()) {
      PostgresConfig reference = ReferenceDatabaseReader.read(infrastructure.environment());
      ReferenceImport.Settings settings = settings(infrastructure);
      ClockSettings clock = new SettingsReader(infrastructure.environment()).clock();
      infrastructure.environment().check();
      infrastructure.requireSchema();
      infrastructure.requireClock(clock);
      ReferenceImport.Report report =
          new ReferenceImport(reference, infrastructure.database(), settings).run();
      new ImportReport(spec.commandLine().getOut(), dryRun).print(report);
      return report.left().isEmpty() ? 0 : LOOK;
    }
  }

  private ReferenceImport.Settings settings(Infrastructure infrastructure) {
    Environment environment = infrastructure.environment();
    PrintWriter err = spec.commandLine().getErr();
    RetentionSettings usual = RetentionSettings.DEFAULT;
    Duration second = Duration.ofSeconds(1);
    var retention =
        new RetentionSettings(
            environment.duration("CLEANUP_TTL", usual.ttl(), second),
            environment.duration("MAX_INTERVAL_AGE_ON_PUBLISH", usual.maxAge(), second),
            usual.timeout(),
            true);
    Optional<String> keyName = environment.text("REVISION_TOKEN_KEY_ID");
    return new ReferenceImport.Settings(
        retention.keyExpiry(InstantSource.system().instant()),
        environment.number(
            "EXPORT_FILE_MAX_RECORDS", ExportSettings.DEFAULT.maxRecords(), 1, Integer.MAX_VALUE),
        dryRun,
        PublicKeys::checked,
        key ->
            keyName
                .map(name -> opens(infrastructure.platform().keyEncryption(), name, key))
                .orElse(false),
        line -> err.println("keyserver: " + line));
  }

  private static boolean opens(KeyEncryption encryption, String keyName, WrappedKey key) {
    try {
      return encryption.decrypt(keyName, key.wrappedKey(), key.associatedData()).length()
          == DATA_KEY_BYTES;
    } catch (PortFailure.Permanent _) {
      return false;
    }
  }
}
