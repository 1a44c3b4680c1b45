// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.onprem.OnPremPlatformReader;
import org.exposurenotifications.apps.phone.Authority;
import org.exposurenotifications.apps.phone.CosignSet;
import org.exposurenotifications.apps.phone.DeviceVerifier;
import org.exposurenotifications.apps.phone.Download;
import org.exposurenotifications.apps.phone.ExportClient;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.phone.PublishClient;
import org.exposurenotifications.apps.phone.PublishUpload;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.apps.runtime.Job;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.apps.server.Deployment;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.apps.server.Program;
import org.exposurenotifications.apps.server.PublicKeys;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.core.exportfile.ExportFileWriter;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.core.exportfile.Signer;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.keys.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * From a Go server to this one, seen by phones: what they have they do not get again, what the Go
 * server had not exported they get, and what they uploaded there they revise here.
 */
final class MoveFromTheGoServerTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String SIGNING_KEY = "exports-us";
  private static final String APP = "com.example.app";
  private static final String OTHER_APP = "com.example.bypass";
  private static final byte[] DATA_KEY = "0123456789abcdefghijklmnopqrstuv".getBytes(US_ASCII);
  private static final byte[] ROW_AAD = "row's own 16 by.".getBytes(US_ASCII);
  private static final long OPENED = 7;
  private static final long UNOPENED = 8;

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
  private Map<String, String> variables;
  private Infrastructure infrastructure;
  private TemporaryExposureKey dorasKey;
  private TemporaryExposureKey alicesKey;

  @BeforeEach
  void prepare() throws Exception {
    database = GoServerDatabase.start(folder.resolve("data"), UnaryOperator.identity());
    variables = database.variables();
    variables.put("EXPORT_FILE_MIN_RECORDS", "1");
    variables.put("EXPORT_FILE_PADDING_RANGE", "0");
    infrastructure = new OnOneMachine().registrations();
    PostgresStores.migrate(infrastructure.database());
    dorasKey = meeting(dora);
    alicesKey = meeting(alice);
    register();
    exportAtTheGoServer();
    keepTokenKeys();
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
    Instant unplanned = hour.minus(HOUR.multipliedBy(3));
    add(federated, "local_provenance", false, "US", unplanned);
    add(imported, "traveler", false, "US", unplanned);
    database.insert(
        "UPDATE exposure SET import_file_id = 3 WHERE exposure_key = ?", text(imported));
    add(padding, "traveler", false, "US", unplanned);
    add(traveler, "traveler", true, "CA", unplanned);
    add(foreign, "traveler", false, "CA", unplanned);
    add(young, "traveler", false, "US", hour.minus(HOUR.multipliedBy(2)));
    add(inUse, "traveler", false, "US", hour.plus(HOUR.multipliedBy(5)));

    assertThat(sync()).singleElement().satisfies(file -> assertThat(keys(file)).hasSize(1));
    assertThat(bob.exposures())
        .allMatch(window -> window.reportType() == FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS);
    assertThat(bob.exposures()).hasSize(1);
    byte[] goServersFile = Files.readAllBytes(bucket().resolve(name(-5)));
    String _ = carryOver();
    try (KeyServer server = server()) {
      export(server);

      assertThat(bucket().resolve(name(-5))).hasBinaryContent(goServersFile);
      List<String> names = List.of(name(-5), name(-4), name(-3));
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
    add(others, "traveler", false, "US", hour.minus(HOUR.multipliedBy(3)));
    byte[] aad = Base64.getDecoder().decode(variable("REVISION_TOKEN_AAD"));
    String alices = GoServerToken.of(OPENED, DATA_KEY, aad, alicesKey);
    String lost = GoServerToken.of(UNOPENED, DATA_KEY, aad, others);
    assertThat(carryOver()).contains("revisionkeys: this server cannot open it", "kid 8");
    try (KeyServer server = server()) {
      server.start();
      export(server);
      assertThat(sync()).hasSize(3);

      PublishAnswer stranger = confirm(server, APP, alicesKey, Optional.empty());
      assertThat(stranger.status()).isNotEqualTo(200);
      PublishAnswer revised = confirm(server, APP, alicesKey, Optional.of(alices));
      assertThat(revised.status()).as(revised.toString()).isEqualTo(200);
      assertThat(revised.insertedExposures()).isZero();
      assertThat(revised.revisionToken()).isPresent();

      PublishAnswer refused = confirm(server, APP, others, Optional.of(lost));
      assertThat(refused.code()).contains("invalid_revision_token");
      assertThat(confirm(server, OTHER_APP, others, Optional.of(lost)).status()).isEqualTo(200);

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

  private final class OnOneMachine implements Deployment {
    @Override
    public Platform platform(Environment literal) {
      return OnPremPlatformReader.read(literal);
    }

    @Override
    public Infrastructure registrations() {
      return Infrastructure.open(this, variables);
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

  private void register() throws Exception {
    SigningKey _ = infrastructure.platform().signingKeys().ensure(SIGNING_KEY);
    SigningKey _ = infrastructure.platform().signingKeys().ensure("exports-before");
    database.insert(
        "INSERT INTO healthauthority (iss, aud, name) VALUES (?, ?, 'DoH')",
        authority.issuer(),
        authority.audience());
    database.insert(
        "INSERT INTO healthauthoritykey VALUES (1, 'r1', '2020-01-01Z', NULL, ?)",
        authority.publicKeyPem());
    database.execute(
        "reference",
        """
        INSERT INTO authorizedapp VALUES ('%s', '{US}', '{1}', false, false),
                                         ('%s', '{US}', '{1}', false, true);
        INSERT INTO signatureinfo (signing_key, signing_key_version, signing_key_id, thru_timestamp)
        VALUES ('%s', 'v1', '310', NULL), ('exports-before', 'v0', '310', now() - interval '1 day');
        INSERT INTO exportconfig (bucket_name, filename_root, period_seconds, output_region,
                                  include_travelers, from_timestamp, signature_info_ids)
        VALUES ('exports', 'us', 3600, 'US', true, '2020-01-01Z', '{1,2}')
        """
            .formatted(APP, OTHER_APP, SIGNING_KEY));
  }

  /** One batch is done, its file is published, and the next one was planned only. */
  private void exportAtTheGoServer() throws Exception {
    add(dorasKey, "traveler", false, "US", hour.minus(HOUR.multipliedBy(5)));
    add(alicesKey, "traveler", false, "US", hour.minus(HOUR.multipliedBy(4)));
    database.insert(
        """
        UPDATE exposure SET revised_report_type = 'confirmed', revised_transmission_risk = 2,
                            revised_at = created_at + interval '2h' WHERE exposure_key = ?
        """,
        text(dorasKey));
    addBatch(-5, "COMPLETE");
    addBatch(-4, "OPEN");
    database.insert(
        "INSERT INTO exportfile (filename, bucket_name, batch_id, status)"
            + " VALUES (?, 'exports', 1, 'COMPLETE')",
        name(-5));
    Path file = bucket().resolve(name(-5));
    Files.createDirectories(file.getParent());
    Files.writeString(file.resolveSibling("index.txt"), name(-5));
    var signer =
        new Signer(
            "310", "v1", infrastructure.platform().signingKeys().find(SIGNING_KEY).orElseThrow());
    try (OutputStream out = Files.newOutputStream(file);
        var writer =
            new ExportFileWriter(
                out, new ExportFileHeader(at(-5), at(-4), "US"), List.of(signer))) {
      writer.addKey(
          new ExportKey(
              dorasKey.keyData(),
              1,
              dorasKey.rollingStart().value(),
              dorasKey.rollingPeriod(),
              Optional.of(ReportType.LIKELY),
              OptionalInt.empty()));
      Bytes _ = writer.finish();
    }
  }

  private void addBatch(int start, String status) throws Exception {
    database.insert(
        """
        INSERT INTO exportbatch (config_id, bucket_name, filename_root, start_timestamp,
                                 end_timestamp, output_region, include_travelers,
                                 only_non_travelers, status, signature_info_ids)
        VALUES (1, 'exports', 'us', ?, ?, 'US', true, false, ?::exportbatchstatus, '{1,2}')
        """,
        OffsetDateTime.ofInstant(at(start), ZoneOffset.UTC),
        OffsetDateTime.ofInstant(at(start + 1), ZoneOffset.UTC),
        status);
  }

  /**
   * One that the platform opens, as with the same key of the same cloud, and one that it does not.
   */
  private void keepTokenKeys() throws Exception {
    String name = variable("REVISION_TOKEN_KEY_ID");
    var encryption = infrastructure.platform().keyEncryption();
    encryption.ensure(name);
    Bytes wrapped = encryption.encrypt(name, Bytes.of(DATA_KEY), Bytes.of(ROW_AAD));
    String insert =
        "INSERT INTO revisionkeys (kid, aad, wrapped_cipher, created_at) VALUES (?, ?, ?, now())";
    database.insert(insert, OPENED, ROW_AAD, wrapped.toByteArray());
    database.insert(insert, UNOPENED, ROW_AAD, new byte[80]);
  }

  /** With another value than usual in one column. */
  private void add(
      TemporaryExposureKey key, String column, boolean value, String region, Instant createdAt)
      throws Exception {
    database.insert(
        """
        INSERT INTO exposure (exposure_key, transmission_risk, app_package_name, regions,
                              interval_number, interval_count, created_at, local_provenance,
                              health_authority_id, report_type)
        VALUES (?, 1, 'com.example.app', ARRAY[?], ?, ?, ?, true, 1, 'likely')
        """,
        text(key),
        region,
        key.rollingStart().value(),
        key.rollingPeriod(),
        OffsetDateTime.ofInstant(createdAt, ZoneOffset.UTC));
    database.insert(
        "UPDATE exposure SET " + column + " = ? WHERE exposure_key = ?", value, text(key));
  }

  private static String text(TemporaryExposureKey key) {
    return key.keyData().base64();
  }

  private Instant at(int hours) {
    return hour.plus(HOUR.multipliedBy(hours));
  }

  /** As the Go server names the file of the hour. */
  private String name(int hours) {
    return "us/" + at(hours).getEpochSecond() + "-" + at(hours + 1).getEpochSecond() + "-00001.zip";
  }

  private String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  private Path bucket() {
    return Path.of(variable("BLOB_FILESYSTEM_ROOT"), "exports");
  }

  /** Runs the command to its end; there is a row that cannot be carried over. */
  private String carryOver() {
    CommandLine line = Program.of(new OnOneMachine()).commandLine("import-reference");
    var out = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute("import-reference")).as(out.toString()).isEqualTo(3);
    return out.toString();
  }

  private KeyServer server() {
    var settings =
        new SettingsReader(infrastructure.environment())
            .read(EnumSet.allOf(Role.class), "127.0.0.1", 0);
    infrastructure.environment().check();
    return new KeyServer(
        settings,
        infrastructure.platform(),
        infrastructure.stores(),
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
    return new ExportClient(new Download(http), bucket().resolve("us/index.txt").toUri());
  }

  /** Bob's phone, which believes the key that the Go server signed with. */
  private List<ExportFile> sync() throws Exception {
    SigningKey key = infrastructure.platform().signingKeys().find(SIGNING_KEY).orElseThrow();
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
