// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.embedded.PostgresSettings;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.apps.phone.CosignSet;
import org.exposurenotifications.apps.phone.DeviceVerifier;
import org.exposurenotifications.apps.phone.Download;
import org.exposurenotifications.apps.phone.ExportClient;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.phone.PublishClient;
import org.exposurenotifications.apps.phone.PublishUpload;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.apps.server.PublicKeys;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a Go server to this one, seen by phones: what they have they do not get again, what the Go
 * server had not exported they get, and what they uploaded there they revise here.
 */
final class MoveFromTheGoServerTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int WITH_ROWS_LEFT = 3;

  private final SecureRandom random = new SecureRandom();
  private final Authority authority =
      new Authority("gov.example.doh", "en-key-server", "r1", Authority.newKeys());
  private final Instant hour = InstantSource.system().instant().truncatedTo(ChronoUnit.HOURS);
  private final MovableClock clock =
      new MovableClock(InstantSource.fixed(hour.plus(Duration.ofMinutes(30))));
  private final HttpClient http = HttpClient.newHttpClient();

  /** Her keys are in the Go server's last file, and were revised since. */
  private final DemoPerson dora = new DemoPerson(random);

  /** Her keys are in no file yet. */
  private final DemoPerson alice = new DemoPerson(random);

  /** He met both. */
  private final DemoPerson bob = new DemoPerson(random);

  @TempDir Path folder;

  private GoServerDatabase database;
  private OneMachine machine;
  private Infrastructure infrastructure;
  private GoServer goServer;
  private TemporaryExposureKey dorasKey;
  private TemporaryExposureKey alicesKey;

  @BeforeEach
  void prepare() throws Exception {
    database = GoServerDatabase.start(folder.resolve("data"), PostgresSettings.fast());
    Map<String, String> variables = database.variables();
    variables.put("EXPORT_FILE_MIN_RECORDS", "0");
    variables.put("EXPORT_FILE_PADDING_RANGE", "0");
    machine = new OneMachine(variables);
    infrastructure = machine.registrations();
    PostgresStores.migrate(infrastructure.database());
    dorasKey = meeting(dora);
    alicesKey = meeting(alice);
    goServer = new GoServer(database, machine, infrastructure.platform(), hour);
    goServer.register(authority);
    goServer.export(dorasKey, alicesKey);
    goServer.keepTokenKeys();
  }

  @AfterEach
  void close() throws IOException {
    http.close();
    infrastructure.close();
    database.close();
  }

  @Test
  void phonesGetWhatTheGoServerHadNotExportedAndNothingTwice() throws Exception {
    TemporaryExposureKey federated = newKey();
    TemporaryExposureKey imported = newKey();
    TemporaryExposureKey padding = newKey();
    TemporaryExposureKey traveler = newKey();
    TemporaryExposureKey foreign = newKey();
    TemporaryExposureKey young = newKey();
    TemporaryExposureKey inUse = newKey();
    int unplanned = -3;
    goServer.add(federated, "local_provenance", false, "US", unplanned);
    goServer.add(imported, "traveler", false, "US", unplanned);
    database.insert(
        "UPDATE exposure SET import_file_id = 3 WHERE exposure_key = ?", GoServer.text(imported));
    goServer.add(padding, "traveler", false, "US", unplanned);
    goServer.add(traveler, "traveler", true, "CA", unplanned);
    goServer.add(foreign, "traveler", false, "CA", unplanned);
    goServer.add(young, "traveler", false, "US", -2);
    goServer.add(inUse, "traveler", false, "US", 5);

    assertThat(sync()).singleElement().satisfies(file -> assertThat(keys(file)).hasSize(1));
    assertThat(bob.exposures())
        .allMatch(window -> window.reportType() == FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS);
    assertThat(bob.exposures()).hasSize(1);
    byte[] goServersFile = Files.readAllBytes(goServer.bucket().resolve(goServer.name(-5)));
    String _ = machine.carryOver(WITH_ROWS_LEFT);
    try (KeyServer server = server()) {
      export(server);

      assertThat(goServer.bucket().resolve(goServer.name(-5))).hasBinaryContent(goServersFile);
      List<String> names = List.of(goServer.name(-5), goServer.name(-4), goServer.name(-3));
      assertThat(client().index().names()).isEqualTo(names);
      assertThat(client().index().problems()).isEmpty();
      List<ExportFile> files = sync();
      assertThat(files).hasSize(2);
      assertThat(files)
          .allSatisfy(file ->
              assertThat(file.signatures())
                  .singleElement()
                  .satisfies(by -> assertThat(by.signer().keyVersion()).isEqualTo("v1")));
      assertThat(keys(files.getFirst())).containsExactly(alicesKey.keyData());
      assertThat(keys(files.getLast()))
          .containsExactlyInAnyOrder(
              federated.keyData(), imported.keyData(), padding.keyData(), traveler.keyData());
      assertThat(files.getFirst().revisedKeys()).isEmpty();
      assertThat(files.getLast().revisedKeys())
          .singleElement()
          .satisfies(key -> {
            assertThat(key.keyData()).isEqualTo(dorasKey.keyData());
            assertThat(key.reportType()).isEqualTo(FileReportType.CONFIRMED_TEST);
          });
      assertThat(bob.exposures())
          .extracting(window -> window.reportType())
          .containsExactlyInAnyOrder(
              FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS, FileReportType.CONFIRMED_TEST);

      clock.advance(HOUR);
      export(server);
      assertThat(sync())
          .singleElement()
          .satisfies(file -> assertThat(keys(file)).containsExactly(young.keyData()));

      clock.advance(HOUR.multipliedBy(8));
      export(server);
      assertThat(sync())
          .singleElement()
          .satisfies(file -> assertThat(keys(file)).containsExactly(inUse.keyData()));
      assertThat(client().index().names()).containsAll(names).hasSize(5);
    }
  }

  @Test
  void whatWasUploadedThereIsRevisedHere() throws Exception {
    TemporaryExposureKey others = newKey();
    goServer.add(others, "traveler", false, "US", -3);
    byte[] aad = Base64.getDecoder().decode(machine.variable("REVISION_TOKEN_AAD"));
    String alices = GoServerToken.of(GoServer.OPENED, GoServer.DATA_KEY, aad, alicesKey);
    String lost = GoServerToken.of(GoServer.UNOPENED, GoServer.DATA_KEY, aad, others);
    assertThat(machine.carryOver(WITH_ROWS_LEFT))
        .contains("revisionkeys: this server cannot open it", "kid 8");
    try (KeyServer server = server()) {
      server.start();
      export(server);
      assertThat(sync()).hasSize(3);

      PublishAnswer stranger = confirm(server, GoServer.APP, alicesKey, Optional.empty());
      assertThat(stranger.status()).isNotEqualTo(200);
      PublishAnswer revised = confirm(server, GoServer.APP, alicesKey, Optional.of(alices));
      assertThat(revised.status()).as(revised.toString()).isEqualTo(200);
      assertThat(revised.insertedExposures()).isZero();
      assertThat(revised.revisionToken()).isPresent();

      PublishAnswer refused = confirm(server, GoServer.APP, others, Optional.of(lost));
      assertThat(refused.code()).contains("invalid_revision_token");
      assertThat(confirm(server, GoServer.OTHER_APP, others, Optional.of(lost)).status())
          .isEqualTo(200);

      clock.advance(HOUR.multipliedBy(4));
      export(server);
      List<ExportFile> files = sync();
      assertThat(files).singleElement().satisfies(file -> assertThat(file.keys()).isEmpty());
      assertThat(files.getFirst().revisedKeys())
          .extracting(FileKey::keyData)
          .containsExactlyInAnyOrder(alicesKey.keyData(), others.keyData());
      assertThat(files.getFirst().revisedKeys())
          .allMatch(key -> key.reportType() == FileReportType.CONFIRMED_TEST);
      assertThat(bob.exposures())
          .hasSize(2)
          .allMatch(window -> window.reportType() == FileReportType.CONFIRMED_TEST);
    }
  }

  /** The day before yesterday at noon; returns the person's key of that day. */
  private TemporaryExposureKey meeting(DemoPerson person) {
    Instant noon =
        hour.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2)).plus(HOUR.multipliedBy(12));
    for (int scan = 0; scan < 8; scan++) {
      Instant then = noon.plus(Duration.ofMinutes(4).multipliedBy(scan));
      bob.phone.heard().scan(List.of(person.phone.broadcast(then)), -60, then);
    }
    return person.phone.share(hour).getFirst();
  }

  private TemporaryExposureKey newKey() {
    byte[] data = new byte[TemporaryExposureKey.LENGTH];
    random.nextBytes(data);
    return new TemporaryExposureKey(Bytes.of(data), alicesKey.rollingStart(), 144);
  }

  private KeyServer server() {
    var settings =
        new SettingsReader(infrastructure.environment())
            .read(EnumSet.allOf(Role.class), "127.0.0.1", 0);
    infrastructure.environment().check();
    return new KeyServer(
        settings,
        infrastructure.platform(),
        infrastructure.stores().withClock(clock::instant),
        infrastructure::problems,
        clock,
        false);
  }

  private static void export(KeyServer server) {
    for (Job job : List.of(Job.CREATE_BATCHES, Job.DO_WORK)) {
      JobReport report = server.run(job);
      assertThat(report.errors()).isEmpty();
    }
  }

  private ExportClient client() {
    return new ExportClient(new Download(http), goServer.bucket().resolve("us/index.txt").toUri());
  }

  /** Bob's phone, which believes the key that the Go server signed with. */
  private List<ExportFile> sync() throws Exception {
    SigningKey key =
        infrastructure.platform().signingKeys().find(GoServer.SIGNING_KEY).orElseThrow();
    var verifier =
        new DeviceVerifier(List.of(CosignSet.of("310", "v1", PublicKeys.decoded(key.publicKey()))));
    return bob.sync(client(), verifier, clock.instant());
  }

  private static List<Bytes> keys(ExportFile file) {
    return file.keys().stream().map(FileKey::keyData).toList();
  }

  private PublishAnswer confirm(
      KeyServer server, String app, TemporaryExposureKey key, Optional<String> token)
      throws Exception {
    Bytes hmacKey = Bytes.of(new byte[16]);
    List<KeyText> texts = PublishUpload.texts(List.of(key), 0);
    Optional<IntervalNumber> onset = Optional.of(key.rollingStart());
    String certificate =
        authority.certify(texts, hmacKey, ReportType.CONFIRMED, onset, clock.instant());
    URI address = URI.create("http://127.0.0.1:" + server.port() + "/v1/publish");
    return new PublishClient(http, address, random)
        .publish(new PublishUpload(texts, app, certificate, hmacKey, onset, false, token));
  }
}
