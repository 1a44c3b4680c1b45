// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the command tells of its work, and of what it left. */
final class ImportReportTest {
  private final GoServerFixture go = new GoServerFixture();

  @Test
  void aDryRunTellsAllAndChangesNothing() throws Exception {
    go.succeed("--dry-run");
    assertThat(go.out())
        .contains("Would be carried over:")
        .contains("3  keys\n", "1  keys of revision tokens\n", "2  export configs\n")
        .contains("1  exposure: it is older than CLEANUP_TTL")
        .contains("1  healthauthoritystats: ", "1  mirror: ");
    assertThat(go.numbers("SELECT count(*) FROM exposure")).containsExactly(0L);
    assertThat(go.numbers("SELECT count(*) FROM export_batch")).containsExactly(0L);
    assertThat(go.numbers("SELECT count(*) FROM health_authority")).containsExactly(0L);
    assertThat(go.numbers("SELECT count(*) FROM revision_key")).containsExactly(0L);
  }

  @Test
  void everyRowThatIsLeftIsNamedWithTheReason() throws Exception {
    go.succeed();
    assertThat(go.told())
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
    assertThat(go.out()).contains("What to do: mend these rows");
  }

  @Test
  void aKeyIsNamedByItsPlaceWhichIsWhereItIs() throws Exception {
    assertThat(go.run()).isEqualTo(3);
    List<String> told = go.told();
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
          go.texts(
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
    assertThat(go.run()).isEqualTo(3);
    String all = go.out() + go.err();
    assertThat(go.texts("SELECT rtrim(exposure_key, '=') FROM exposure")).noneMatch(all::contains);
    assertThat(
            go.texts(
                """
                SELECT encode(decode(exposure_key, 'base64'), 'hex') FROM exposure
                WHERE length(exposure_key) = 24
                """))
        .noneMatch(all::contains);
  }

  @Test
  void ofOneReasonTwentyRowsAreNamedAndTheRestIsCounted() throws Exception {
    go.execute(
        "reference",
        """
        INSERT INTO exposure (exposure_key, transmission_risk, interval_number, interval_count,
                              created_at, local_provenance)
        SELECT 'short' || n, 1, 2650032, 144, now(), true FROM generate_series(1, 30) n
        """);
    assertThat(go.run()).isEqualTo(3);
    List<String> told = go.told();
    int line = told.indexOf("exposure: it is not 16 bytes in base64");
    assertThat(told.subList(line + 1, line + 21)).allMatch(row -> row.startsWith("ctid ("));
    assertThat(told.get(line + 21)).isEqualTo("and 12 more");
  }

  @Test
  void whereNothingIsLeftTheCommandSaysSo() throws Exception {
    go.execute(
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
    assertThat(go.run()).as(go.out()).isZero();
    assertThat(go.out())
        .contains("1  exposure: it is older than CLEANUP_TTL")
        .doesNotContain("somebody should look", "What to do");
  }

  @Test
  void keysThatComeAfterTheirWindowWasExportedAreCounted() throws Exception {
    go.succeed();
    assertThat(go.out()).doesNotContain("exported its window");
    go.execute("keyserver", "UPDATE export_horizon SET closed_until = now()");
    go.execute(
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
            .formatted(GoServerFixture.DAY));
    go.succeed();
    assertThat(go.out())
        .contains("3  keys\n", "2  exposure: this server exported its window before it came");
  }

  @Test
  void anOldKeyThatCouldBeUploadedAgainIsCarriedAllTheSame() throws Exception {
    go.execute(
        "reference",
        """
        INSERT INTO exposure (exposure_key, transmission_risk, interval_number, interval_count,
                              created_at, local_provenance, report_type)
        SELECT key, 1, extract(epoch FROM now() - days * '1d'::interval)::bigint / 600, 144,
               now() - '14d 1h'::interval, true, 'likely'
        FROM (VALUES ('BwcHBwcHBwcHBwcHBwcHBw==', 15), ('CAgICAgICAgICAgICAgICA==', 17))
          AS old (key, days)
        """);
    go.succeed();
    assertThat(go.out()).contains("4  keys\n", "2  exposure: it is older than CLEANUP_TTL");
  }

  @Test
  void batchesWithoutTimesAreToldWithTheirFiles() throws Exception {
    go.execute(
        "reference",
        """
        INSERT INTO exportbatch (batch_id, config_id, bucket_name, filename_root, status)
        VALUES (15, 1, 'exports', 'us', 'COMPLETE');
        INSERT INTO exportfile (filename, bucket_name, batch_id, status)
        VALUES ('us/timeless.zip', 'exports', 15, 'COMPLETE')
        """);
    go.succeed();
    assertThat(go.told())
        .containsSubsequence("exportbatch: it has no beginning or no end", "batch_id 15")
        .containsSubsequence(
            "exportfile: its batch is not carried over, so nobody deletes it here",
            "filename us/timeless.zip");
  }

  @Test
  void whatIsWrongWithTheEnvironmentIsToldAtOnce() throws Exception {
    go.variables().remove("REFERENCE_DB_HOST");
    go.variables().put("REFERENCE_DB_SSLMODE", "maybe");
    assertThat(go.run()).isEqualTo(2);
    assertThat(go.err()).contains("REFERENCE_DB_HOST is not set", "REFERENCE_DB_SSLMODE");
  }

  @Test
  void anotherDatabaseIsAFailureWithARemedy() throws Exception {
    go.variables().put("REFERENCE_DB_NAME", "postgres");
    assertThat(go.run()).isEqualTo(1);
    assertThat(go.err()).contains("see that the right database is named");
  }
}
