// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.embedded.PostgresSettings;
import org.exposurenotifications.apps.onprem.OnPremPlatformReader;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.apps.server.ConfigurationFile;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A real database and real files behind things that break. */
@Execution(ExecutionMode.CONCURRENT)
final class FaultsTest {
  private final MovableClock clock = new MovableClock(InstantSource.system());

  @TempDir Path folder;

  private PostgresServer database;
  private FailingNetwork network;
  private Infrastructure infrastructure;
  private FailingBlobs blobs;
  private KeyServer server;
  private TestApp app;

  @BeforeEach
  void start() throws Exception {
    var directory = new DataDirectory(folder);
    directory.create();
    database = PostgresServer.start(directory.database(), PostgresSettings.fast());
    network = new FailingNetwork(database.address().port());
    infrastructure =
        Infrastructure.open(
            OnPremPlatformReader::read,
            directory.complete(
                Map.of("EXPORT_FILE_MIN_RECORDS", "40", "DB_CONNECT_TIMEOUT", "5"),
                database.address().onPort(network.port())));
    PostgresStores.migrate(infrastructure.database());
    infrastructure
        .postgres()
        .configuration()
        .apply(ConfigurationFile.read(Playground.write(directory)));
    infrastructure.platform().signingKeys().ensure("exports-us");
    blobs = new FailingBlobs(infrastructure.platform());
    app = TestApp.of(folder);
    server = server();
    server.start();
    assertThat(server.run(Job.CREATE_BATCHES).errors()).isEmpty();
    assertThat(server.run(Job.DO_WORK).errors()).isEmpty();
  }

  private KeyServer server() {
    Settings settings =
        new SettingsReader(infrastructure.environment())
            .read(EnumSet.allOf(Role.class), "127.0.0.1", 0);
    infrastructure.environment().check();
    infrastructure.platform().keyEncryption().ensure(settings.token().keyName());
    return new KeyServer(
        settings,
        blobs,
        infrastructure.stores().withClock(clock::instant),
        infrastructure::problems,
        clock,
        true);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    infrastructure.close();
    network.close();
    database.close();
  }

  @Test
  void anUploadWithoutADatabaseIsToldToComeBackAndThenAccepted() throws Exception {
    PublishAnswer before = publish(keys(), Optional.empty());
    assertThat(before.status()).isEqualTo(200);
    List<TemporaryExposureKey> keys = keys();

    network.become(FailingNetwork.State.DOWN);
    PublishAnswer refused = publish(keys, Optional.empty());
    assertThat(refused.status()).isBetween(500, 599);
    assertThat(refused.error().orElse("")).doesNotContain("127.0.0.1", "postgres", "jdbc");
    network.become(FailingNetwork.State.UP);

    PublishAnswer accepted = publishUntilAnswered(keys);
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(accepted.insertedExposures()).isEqualTo(keys.size());
  }

  @Test
  void anUploadWhoseCommitIsInDoubtIsStoredWholeOrNotAtAll() throws Exception {
    PublishAnswer _ = publish(keys(), Optional.empty());
    List<TemporaryExposureKey> keys = keys();

    network.become(FailingNetwork.State.ANSWERS_LOST);
    assertThat(publish(keys, Optional.empty()).status()).isBetween(500, 599);
    network.become(FailingNetwork.State.UP);

    PublishAnswer again = publishUntilAnswered(keys);
    assertThat(again.insertedExposures()).isIn(0, keys.size());
    if (again.insertedExposures() == 0) {
      assertThat(again.code()).contains("missing_revision_token");
    }
    export();
    assertThat(app.published(address(), false)).containsAll(bytes(keys));
  }

  @Test
  void aBlobStoreThatFailsInTheMiddleOfAFileCostsTimeAndNothingElse() throws Exception {
    List<TemporaryExposureKey> keys = keys();
    assertThat(publish(keys, Optional.empty()).status()).isEqualTo(200);
    clock.advance(Duration.ofHours(7));
    assertThat(server.run(Job.CREATE_BATCHES).errors()).isEmpty();

    blobs.failAfter(0, 100);
    JobReport failed = server.run(Job.DO_WORK);
    assertThat(failed.errors()).anyMatch(error -> error.contains("the disk is full"));
    blobs.heal();
    clock.advance(Duration.ofMinutes(1));
    assertThat(server.run(Job.DO_WORK).errors()).isEmpty();

    assertThat(app.published(address(), false)).containsAll(bytes(keys));
    assertNoKeyTwice();
  }

  @Test
  void aWorkerThatDiesBetweenUploadAndFinalizeIsFollowedByOneThatWritesTheSame() throws Exception {
    List<TemporaryExposureKey> keys = keys();
    assertThat(publish(keys, Optional.empty()).status()).isEqualTo(200);
    clock.advance(Duration.ofHours(7));
    assertThat(server.run(Job.CREATE_BATCHES).errors()).isEmpty();

    // the file is written; the database is gone before it can be told
    blobs.afterPut(() -> network.become(FailingNetwork.State.DOWN));
    assertThat(server.run(Job.DO_WORK).errors()).isNotEmpty();
    BlobName written = blobs.archives().iterator().next();
    Set<Bytes> orphan = keysIn(written);
    assertThat(orphan).containsAll(bytes(keys));
    blobs.afterPut(() -> network.become(FailingNetwork.State.UP));
    network.become(FailingNetwork.State.UP);
    clock.advance(Duration.ofMinutes(2));
    TestWait.until(
        Duration.ofSeconds(60), () -> Optional.of(server.run(Job.DO_WORK)).filter(JobReport::ok));

    assertThat(blobs.archives()).as("the same name again").containsExactly(written);
    assertThat(keysIn(written)).as("with the same padding").isEqualTo(orphan);
    assertThat(app.published(address(), false)).isEqualTo(orphan);
    assertNoKeyTwice();
  }

  private void export() {
    clock.advance(Duration.ofHours(7));
    assertThat(server.run(Job.CREATE_BATCHES).errors()).isEmpty();
    assertThat(server.run(Job.DO_WORK).errors()).isEmpty();
  }

  private Set<Bytes> keysIn(BlobName archive) throws Exception {
    try (InputStream in = blobs.open(archive).orElseThrow().content()) {
      ExportFile file = DemoPerson.read(Bytes.of(in.readAllBytes()));
      return Set.copyOf(file.keys().stream().map(FileKey::keyData).toList());
    }
  }

  private void assertNoKeyTwice() throws Exception {
    Set<Bytes> seen = new HashSet<>();
    for (ExportFile file : app.files(address())) {
      for (FileKey key : file.keys()) {
        assertThat(seen.add(key.keyData())).as("a key in two files").isTrue();
      }
    }
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private List<TemporaryExposureKey> keys() {
    return app.keys(clock.instant());
  }

  private PublishAnswer publish(List<TemporaryExposureKey> keys, Optional<String> token)
      throws Exception {
    return app.publish(address(), keys, ReportType.CONFIRMED, token, clock.instant());
  }

  /** As phones do: again after each answer that says so. */
  private PublishAnswer publishUntilAnswered(List<TemporaryExposureKey> keys) throws Exception {
    return TestWait.until(
        Duration.ofSeconds(60),
        () -> Optional.of(publish(keys, Optional.empty())).filter(answer -> answer.status() < 500));
  }

  private static Set<Bytes> bytes(List<TemporaryExposureKey> keys) {
    Set<Bytes> bytes = new HashSet<>();
    keys.forEach(key -> bytes.add(key.keyData()));
    return bytes;
  }
}
