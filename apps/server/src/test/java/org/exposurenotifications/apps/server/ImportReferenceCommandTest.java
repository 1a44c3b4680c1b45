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
        .contains("export config 3: period PT7H is not a divisor of 24 hours")
        .contains("key 'bad' of health authority 1: public key is not a PEM")
        .contains("2  keys: they are not 16 bytes in base64")
        .contains("1  keys: they are older than CLEANUP_TTL")
        .contains("1  keys: they are there twice")
        .contains("1  keys: the time of their use is none")
        .contains("2  keys: their report type, risk or days")
        .contains("1  regions of keys")
        .contains("signature info 6: keyId and keyVersion take letters")
        .contains("tokens issued before the move are not honoured")
        .contains("files: not an object name: '../escape.zip'")
        .contains("1  batches: their export config is not carried over")
        .contains("1  mirrors", "1  hours of publish statistics")
        .doesNotContain("c2hvcnQ", "ключ", "AAAAAA");
    assertThat(numbers("SELECT count(*) FROM exposure")).containsExactly(0L);
    assertThat(numbers("SELECT count(*) FROM export_batch")).containsExactly(0L);
    assertThat(numbers("SELECT count(*) FROM health_authority")).containsExactly(0L);
    assertThat(numbers("SELECT count(*) FROM revision_key")).containsExactly(0L);
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
    assertThat(out.toString())
        .contains(
            "1  batches: they have no beginning or no end\n",
            "1  files of batches that are not carried over");
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

  private void succeed(String... options) {
    assertThat(run(options)).as(() -> err.toString()).isZero();
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
