// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.runtime.Environment;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command against a database of the Go server's shape. */
final class ImportReferenceCommandTest {
  private static final String TOKEN_KEY = "system/revision-token";
  private static final String DAY = "date_trunc('day', now() - interval '1 day')";

  private static EmbeddedPostgres server;

  private final MemoryPlatform platform = new MemoryPlatform();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void prepare() throws Exception {
    for (String database : List.of("reference", "keyserver")) {
      execute("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
      execute("postgres", "CREATE DATABASE " + database);
    }
    for (String prefix : List.of("DB_", "REFERENCE_DB_")) {
      variables.put(prefix + "HOST", "localhost");
      variables.put(prefix + "PORT", String.valueOf(server.getPort()));
      variables.put(prefix + "NAME", prefix.equals("DB_") ? "keyserver" : "reference");
      variables.put(prefix + "USER", "postgres");
      variables.put(prefix + "PASSWORD", "postgres");
      variables.put(prefix + "SSLMODE", "disable");
    }
    variables.put("REVISION_TOKEN_KEY_ID", TOKEN_KEY);
    execute("reference", resource("reference-schema.sql"));
    execute("reference", rows());
    platform.keyEncryption().ensure(TOKEN_KEY);
    addTokenKey(7, platform.keyEncryption().encrypt(TOKEN_KEY, Bytes.of(new byte[32]), aad()));
    addTokenKey(8, Bytes.of(new byte[80]));
    try (var infrastructure = new TestDeployment().registrations()) {
      PostgresStores.migrate(infrastructure.database());
    }
  }

  @Test
  void aDryRunTellsAllAndChangesNothing() throws Exception {
    succeed("--dry-run");
    assertThat(out.toString())
        .contains("Would be carried over:")
        .contains("3  keys\n", "1  keys of revision tokens\n", "2  export configs\n")
        .contains("1  exposure: it is older than CLEANUP_TTL")
        .contains("1  healthauthoritystats: ", "1  mirror: ");
    assertThat(numbers("SELECT count(*) FROM exposure")).containsExactly(0L);
    assertThat(numbers("SELECT count(*) FROM export_batch")).containsExactly(0L);
    assertThat(numbers("SELECT count(*) FROM health_authority")).containsExactly(0L);
    assertThat(numbers("SELECT count(*) FROM revision_key")).containsExactly(0L);
  }

  @Test
  void everyRowThatIsLeftIsNamedWithTheReason() throws Exception {
    succeed();
    assertThat(told())
        .contains(
            "exportconfig: period PT7H is not a divisor of 24 hours in whole seconds",
            "config_id 3")
        .contains("health_authority_id 1, version bad", "health_authority_id 2, version null")
        .contains("healthauthority: its jwks_uri is no URI and is left out", "id 2")
        .contains("app_package_name com.example.bad", "app_package_name com.example.app")
        .contains("exportconfig: a signature info that it names is not carried over: id 6")
        .contains("exportfile: its name or bucket is none here", "filename ../escape.zip")
        .contains("exportbatch: its export config is not carried over", "batch_id 14")
        .contains("kid 8")
        .anyMatch(line -> line.startsWith("signatureinfo: keyId and keyVersion take letters"))
        .anyMatch(line -> line.startsWith("revisionkeys: ") && line.contains("not honoured"));
    assertThat(out.toString()).contains("What to do: mend these rows");
  }

  @Test
  void aKeyIsNamedByItsPlaceWhichIsWhereItIs() throws Exception {
    assertThat(run()).isEqualTo(3);
    List<String> told = told();
    Map<String, String> expected =
        Map.of(
            "it is not 16 bytes in base64", "'c2hvcnQ=', 'ключ'",
            "it is there twice, spelled otherwise", "'AAAAAAAAAAAAAAAAAAAAAA'",
            "one of its regions is no code and is left out", "'AAAAAAAAAAAAAAAAAAAAAA=='",
            "its interval_number or interval_count is out of range", "'BAQEBAQEBAQEBAQEBAQEBA=='",
            "its report type, risk or days since onset are out of range",
                "'BQUFBQUFBQUFBQUFBQUFBQ==', 'BgYGBgYGBgYGBgYGBgYGBg=='");
    for (var reason : expected.entrySet()) {
      List<String> rows =
          texts(
              """
              SELECT 'ctid ' || ctid || ', created_at '
                     || to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
              FROM exposure WHERE exposure_key IN (%s) ORDER BY ctid
              """
                  .formatted(reason.getValue()));
      int line = told.indexOf("exposure: " + reason.getKey());
      assertThat(line).as(reason.getKey()).isNotNegative();
      assertThat(told.subList(line + 1, line + 1 + rows.size())).isEqualTo(rows);
    }
  }

  /** Neither in base64 nor in hexadecimal, on neither stream. */
  @Test
  void noKeyIsEverShown() throws Exception {
    assertThat(run()).isEqualTo(3);
    String all = out + err.toString();
    assertThat(texts("SELECT rtrim(exposure_key, '=') FROM exposure")).noneMatch(all::contains);
    assertThat(
            texts(
                """
                SELECT encode(decode(exposure_key, 'base64'), 'hex') FROM exposure
                WHERE length(exposure_key) = 24
                """))
        .noneMatch(all::contains);
  }

  @Test
  void ofOneReasonTwentyRowsAreNamedAndTheRestIsCounted() throws Exception {
    execute(
        "reference",
        """
        INSERT INTO exposure (exposure_key, transmission_risk, interval_number, interval_count,
                              created_at, local_provenance)
        SELECT 'short' || n, 1, 2650032, 144, now(), true FROM generate_series(1, 30) n
        """);
    assertThat(run()).isEqualTo(3);
    List<String> told = told();
    int line = told.indexOf("exposure: it is not 16 bytes in base64");
    assertThat(told.subList(line + 1, line + 21)).allMatch(row -> row.startsWith("ctid ("));
    assertThat(told.get(line + 21)).isEqualTo("and 12 more");
  }

  @Test
  void whereNothingIsLeftTheCommandSaysSo() throws Exception {
    execute(
        "reference",
        """
        DELETE FROM healthauthoritykey WHERE version IN ('bad', 'null');
        UPDATE healthauthority SET jwks_uri = NULL WHERE id = 2;
        DELETE FROM healthauthority WHERE id = 3;
        UPDATE authorizedapp SET allowed_health_authority_ids = '{1,2}';
        DELETE FROM authorizedapp WHERE app_package_name = 'com.example.bad';
        UPDATE exportconfig SET signature_info_ids = '{5,4}' WHERE config_id = 1;
        DELETE FROM signatureinfo WHERE id = 6;
        DELETE FROM exportfile WHERE filename = '../escape.zip';
        DELETE FROM exportbatch WHERE batch_id = 14;
        DELETE FROM exportconfig WHERE config_id = 3;
        DELETE FROM revisionkeys WHERE kid = 8;
        UPDATE exposure SET regions = '{US}' WHERE exposure_key LIKE 'AAA%';
        DELETE FROM exposure WHERE exposure_key IN ('AAAAAAAAAAAAAAAAAAAAAA', 'c2hvcnQ=', 'ключ',
            'BAQEBAQEBAQEBAQEBAQEBA==', 'BQUFBQUFBQUFBQUFBQUFBQ==', 'BgYGBgYGBgYGBgYGBgYGBg==')
        """);
    assertThat(run()).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("1  exposure: it is older than CLEANUP_TTL")
        .doesNotContain("somebody should look", "What to do");
  }

  @Test
  void keysThatComeAfterTheirWindowWasExportedAreCounted() throws Exception {
    succeed();
    assertThat(out.toString()).doesNotContain("exported its window");
    execute("keyserver", "UPDATE export_horizon SET closed_until = now()");
    execute(
        "reference",
        """
        INSERT INTO exposure (exposure_key, transmission_risk, interval_number, interval_count,
                              created_at, local_provenance, report_type)
        VALUES ('BwcHBwcHBwcHBwcHBwcHBw==', 1, 2650032, 144, %s, true, 'confirmed'),
               ('CAgICAgICAgICAgICAgICA==', 1, 2650032, 144, now() + '1h', true, 'confirmed');
        UPDATE exposure SET revised_report_type = 'negative', revised_transmission_risk = 0,
                            revised_at = created_at
        WHERE exposure_key LIKE 'Ag%%'
        """
            .formatted(DAY));
    succeed();
    assertThat(out.toString())
        .contains("3  keys\n", "2  exposure: this server exported its window before it came");
  }

  @Test
  void registrationsAreThoseOfTheGoServer() throws Exception {
    succeed();
    Configuration here = registered();
    assertThat(here.healthAuthorities())
        .extracting(HealthAuthority::issuer)
        .containsExactly("gov.example.doh", "gov.other");
    assertThat(here.healthAuthorities().getFirst().name()).contains("Département", "Ünïcode");
    assertThat(here.healthAuthorities().getFirst().keys())
        .extracting(HealthAuthority.Key::version)
        .containsExactly("r0", "r1");
    assertThat(here.authorizedApps()).hasSize(2);
    assertThat(here.authorizedApps().getFirst().healthAuthorities())
        .containsExactlyInAnyOrder("gov.example.doh", "gov.other");
    assertThat(here.signatureInfos())
        .extracting(SignatureInfo::id)
        .containsExactly("reference-5", "reference-4");
    ExportConfig us = here.exportConfigs().getFirst();
    assertThat(us.name()).isEqualTo("reference-1");
    assertThat(us.filter().inputRegions()).hasToString("[Region[code=US]]");
    assertThat(us.signatureInfos()).containsExactly("reference-5", "reference-4");
  }

  @Test
  void keysKeepWindowRevisionAndIssuer() throws Exception {
    succeed();
    assertThat(numbers("SELECT count(*) FROM exposure")).containsExactly(3L);
    assertThat(
            numbers(
                """
                SELECT count(*) FROM exposure JOIN issuer ON issuer.id = health_authority
                WHERE name = 'gov.example.doh' AND regions = '{US,US-CA}' AND traveler
                  AND rolling_start = 2650032 AND rolling_period = 144 AND report_type = 2
                  AND days_since_onset = -3 AND created_at = %s AND revised_report_type = 1
                  AND revised_transmission_risk = 2 AND revised_days_since_onset IS NULL
                  AND revised_at = created_at + interval '1h'
                """
                    .formatted(DAY)))
        .containsExactly(1L);
  }

  @Test
  void exportsGoOnWhereTheyEnded() throws Exception {
    succeed();
    assertThat(
            numbers(
                "SELECT max(extract(epoch FROM ends_at - "
                    + DAY
                    + "))::bigint FROM export_batch GROUP BY export_config"))
        .containsExactly(0L, 0L);
    assertThat(numbers("SELECT count(*) FROM export_batch WHERE done")).containsExactly(2L);
    try (var infrastructure = new TestDeployment().registrations()) {
      var files = infrastructure.postgres().exportFiles();
      var places = files.staleIndexes();
      assertThat(places).hasSize(2);
      var index = files.index(places.getLast());
      assertThat(index.objectNames()).containsExactly("us/1-2-00001.zip");
      assertThat(files.deletable(Instant.now(), 10)).isEmpty();
      files.indexWritten(index);
      assertThat(files.deletable(Instant.now(), 10))
          .extracting(file -> file.objectName())
          .containsExactly("us/going.zip");
    }
  }

  @Test
  void aSecondRunTakesWhatIsNewAndLeavesTheRest() throws Exception {
    succeed();
    List<Long> before = everything();
    succeed();
    assertThat(out.toString()).contains("0  keys\n", "3  keys that were here already");
    assertThat(everything()).isEqualTo(before);
    execute(
        "reference",
        """
        UPDATE exposure SET revised_report_type = 'negative', revised_transmission_risk = 0,
                            revised_at = created_at
        WHERE exposure_key LIKE 'Ag%';
        UPDATE exportbatch SET status = 'COMPLETE' WHERE batch_id = 13
        """);
    succeed();
    assertThat(out.toString()).contains("1  keys\n", "2  keys that were here already");
    assertThat(numbers("SELECT count(*) FROM exposure WHERE revised_report_type = 4"))
        .containsExactly(1L);
    assertThat(numbers("SELECT count(*) FROM export_batch WHERE NOT done")).containsExactly(0L);
  }

  @Test
  void whatTheGoServerDeletedSinceAnEarlierRunLeavesTheIndex() throws Exception {
    succeed();
    execute(
        "reference",
        """
        UPDATE exportbatch SET start_timestamp = start_timestamp - '40d'::interval
        WHERE batch_id = 10;
        UPDATE exportfile SET status = 'DELETED' WHERE batch_id = 10
        """);
    try (var infrastructure = new TestDeployment().registrations()) {
      var files = infrastructure.postgres().exportFiles();
      var place = files.staleIndexes().getLast();
      assertThat(files.index(place).objectNames()).containsExactly("us/1-2-00001.zip");
      files.indexWritten(files.index(place));
      execute(
          "keyserver",
          """
          UPDATE export_batch SET starts_at = starts_at - '40d'::interval
          WHERE id = (SELECT batch FROM export_file WHERE object_name = 'us/1-2-00001.zip')
          """);
      succeed();
      assertThat(files.index(place).objectNames()).isEmpty();
      assertThat(files.staleIndexes()).contains(place);
    }
  }

  @Test
  void batchesWithoutTimesAreToldWithTheirFiles() throws Exception {
    execute(
        "reference",
        """
        INSERT INTO exportbatch (batch_id, config_id, bucket_name, filename_root, status)
        VALUES (15, 1, 'exports', 'us', 'COMPLETE');
        INSERT INTO exportfile (filename, bucket_name, batch_id, status)
        VALUES ('us/timeless.zip', 'exports', 15, 'COMPLETE')
        """);
    succeed();
    assertThat(told())
        .containsSubsequence("exportbatch: it has no beginning or no end", "batch_id 15")
        .containsSubsequence(
            "exportfile: its batch is not carried over, so nobody deletes it here",
            "filename us/timeless.zip");
  }

  @Test
  void anExportAtTheSamePlaceKeepsItsName() throws Exception {
    try (var infrastructure = new TestDeployment().registrations()) {
      succeed();
      execute("keyserver", "UPDATE export_config SET name = 'mine' WHERE filename_root = 'us'");
      succeed();
      assertThat(infrastructure.postgres().configuration().load().exportConfigs())
          .extracting(ExportConfig::name)
          .containsExactly("mine", "reference-2");
    }
  }

  /** A key is named otherwise on another platform; its id and version are what phones know. */
  @Test
  void aSignerKeepsTheSigningKeyThatItWasGivenHere() throws Exception {
    succeed();
    execute("keyserver", "UPDATE signature_info SET signing_key = 'k/1' WHERE id = 'reference-4'");
    succeed();
    assertThat(registered().signatureInfos())
        .filteredOn(signer -> signer.id().equals("reference-4"))
        .singleElement()
        .satisfies(signer -> {
          assertThat(signer.signingKey()).isEqualTo("k/1");
          assertThat(signer.keyVersion()).isEqualTo("v1");
        });
  }

  @Test
  void tokenKeysKeepTheirNumbersAndNewOnesComeAfter() throws Exception {
    succeed();
    assertThat(numbers("SELECT id FROM revision_key")).containsExactly(7L);
    try (var infrastructure = new TestDeployment().registrations()) {
      var created =
          infrastructure
              .postgres()
              .revisionKeys()
              .create(Bytes.of(new byte[1]), aad(), Instant.EPOCH);
      assertThat(created.id()).isGreaterThan(7);
    }
  }

  @Test
  void whatIsWrongWithTheEnvironmentIsToldAtOnce() throws Exception {
    variables.remove("REFERENCE_DB_HOST");
    variables.put("REFERENCE_DB_SSLMODE", "maybe");
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("REFERENCE_DB_HOST is not set", "REFERENCE_DB_SSLMODE");
  }

  @Test
  void anotherDatabaseIsAFailureWithARemedy() throws Exception {
    variables.put("REFERENCE_DB_NAME", "postgres");
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("see that the right database is named");
  }

  private final class TestDeployment implements Deployment {
    @Override
    public Platform platform(Environment literal) {
      return platform;
    }

    @Override
    public Infrastructure registrations() {
      return Infrastructure.open(this, variables);
    }
  }

  private int run(String... options) {
    var arguments = new ArrayList<>(List.of("import-reference"));
    arguments.addAll(List.of(options));
    CommandLine line = Program.of(new TestDeployment()).commandLine("import-reference");
    out = new StringWriter();
    err = new StringWriter();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments.toArray(String[]::new));
  }

  /** All is done but for rows that are wrong at the Go server. */
  private void succeed(String... options) {
    assertThat(run(options)).as(() -> err.toString()).isEqualTo(3);
  }

  /** The lines of the report without their numbers. */
  private List<String> told() {
    return out.toString().lines().map(line -> line.strip().replaceFirst("^\\d+  ", "")).toList();
  }

  private static List<String> texts(String sql) throws SQLException {
    try (Connection connection = connect("reference");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private Configuration registered() {
    try (var infrastructure = new TestDeployment().registrations()) {
      return infrastructure.postgres().configuration().load();
    }
  }

  private static List<Long> everything() throws SQLException {
    var all = new ArrayList<Long>();
    for (String table :
        List.of("exposure", "export_batch", "export_file", "export_index", "revision_key")) {
      all.addAll(
          numbers(
              "SELECT hashtext(string_agg(t::text, ';' ORDER BY t::text)) FROM %s t"
                  .formatted(table)));
    }
    return all;
  }

  private static String rows() throws IOException {
    String pem = PublicKeys.pem(new MemoryPlatform().signingKeys().ensure("doh").publicKey());
    return resource("reference-rows.sql").replace("@PEM@", pem).replace("@DAY@", DAY);
  }

  private static Bytes aad() {
    return Bytes.of(new byte[16]);
  }

  private static void addTokenKey(long id, Bytes wrapped) throws SQLException {
    try (Connection connection = connect("reference");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO revisionkeys (kid, aad, wrapped_cipher, created_at)"
                    + " VALUES (?, ?, ?, now())")) {
      insert.setLong(1, id);
      insert.setBytes(2, aad().toByteArray());
      insert.setBytes(3, wrapped.toByteArray());
      insert.executeUpdate();
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ImportReferenceCommandTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
  }

  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Long> numbers(String sql) throws SQLException {
    try (Connection connection = connect("keyserver");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      var numbers = new ArrayList<Long>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }
}
