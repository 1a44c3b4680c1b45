// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.HealthAuthority;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.junit.jupiter.api.Test;

/** What the command carries over, from a database of the Go server's shape. */
final class ImportReferenceCommandTest {
  private final GoServerFixture go = new GoServerFixture();

  @Test
  void registrationsAreThoseOfTheGoServer() throws Exception {
    go.succeed();
    Configuration here = go.registered();
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
    go.succeed();
    assertThat(go.numbers("SELECT count(*) FROM exposure")).containsExactly(3L);
    assertThat(
            go.numbers(
                """
                SELECT count(*) FROM exposure JOIN issuer ON issuer.id = health_authority
                WHERE name = 'gov.example.doh' AND regions = '{US,US-CA}' AND traveler
                  AND rolling_start = 2650032 AND rolling_period = 144 AND report_type = 2
                  AND days_since_onset = -3 AND created_at = %s AND revised_report_type = 1
                  AND revised_transmission_risk = 2 AND revised_days_since_onset IS NULL
                  AND revised_at = created_at + interval '1h'
                """
                    .formatted(GoServerFixture.DAY)))
        .containsExactly(1L);
  }

  @Test
  void exportsGoOnWhereTheyEnded() throws Exception {
    go.succeed();
    assertThat(
            go.numbers(
                "SELECT max(extract(epoch FROM ends_at - "
                    + GoServerFixture.DAY
                    + "))::bigint FROM export_batch GROUP BY export_config"))
        .containsExactly(0L, 0L);
    assertThat(go.numbers("SELECT count(*) FROM export_batch WHERE done")).containsExactly(2L);
    try (var infrastructure = go.registrations()) {
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
    go.succeed();
    List<Long> before = everything();
    go.succeed();
    assertThat(go.out()).contains("0  keys\n", "3  keys that were here already");
    assertThat(everything()).isEqualTo(before);
    go.execute(
        "reference",
        """
        UPDATE exposure SET revised_report_type = 'negative', revised_transmission_risk = 0,
                            revised_at = created_at
        WHERE exposure_key LIKE 'Ag%';
        UPDATE exportbatch SET status = 'COMPLETE' WHERE batch_id = 13
        """);
    go.succeed();
    assertThat(go.out()).contains("1  keys\n", "2  keys that were here already");
    assertThat(go.numbers("SELECT count(*) FROM exposure WHERE revised_report_type = 4"))
        .containsExactly(1L);
    assertThat(go.numbers("SELECT count(*) FROM export_batch WHERE NOT done")).containsExactly(0L);
  }

  @Test
  void whatTheGoServerDeletedSinceAnEarlierRunLeavesTheIndex() throws Exception {
    go.succeed();
    go.execute(
        "reference",
        """
        UPDATE exportbatch SET start_timestamp = start_timestamp - '40d'::interval
        WHERE batch_id = 10;
        UPDATE exportfile SET status = 'DELETED' WHERE batch_id = 10
        """);
    try (var infrastructure = go.registrations()) {
      var files = infrastructure.postgres().exportFiles();
      var place = files.staleIndexes().getLast();
      assertThat(files.index(place).objectNames()).containsExactly("us/1-2-00001.zip");
      files.indexWritten(files.index(place));
      go.execute(
          "keyserver",
          """
          UPDATE export_batch SET starts_at = starts_at - '40d'::interval
          WHERE id = (SELECT batch FROM export_file WHERE object_name = 'us/1-2-00001.zip')
          """);
      go.succeed();
      assertThat(files.index(place).objectNames()).isEmpty();
      assertThat(files.staleIndexes()).contains(place);
    }
  }

  @Test
  void anExportAtTheSamePlaceKeepsItsName() throws Exception {
    try (var infrastructure = go.registrations()) {
      go.succeed();
      go.execute("keyserver", "UPDATE export_config SET name = 'mine' WHERE filename_root = 'us'");
      go.succeed();
      assertThat(infrastructure.postgres().configuration().load().exportConfigs())
          .extracting(ExportConfig::name)
          .containsExactly("mine", "reference-2");
    }
  }

  /** A key is named otherwise on another platform; its id and version are what phones know. */
  @Test
  void aSignerKeepsTheSigningKeyThatItWasGivenHere() throws Exception {
    go.succeed();
    go.execute(
        "keyserver", "UPDATE signature_info SET signing_key = 'k/1' WHERE id = 'reference-4'");
    go.succeed();
    assertThat(go.registered().signatureInfos())
        .filteredOn(signer -> signer.id().equals("reference-4"))
        .singleElement()
        .satisfies(signer -> {
          assertThat(signer.signingKey()).isEqualTo("k/1");
          assertThat(signer.keyVersion()).isEqualTo("v1");
        });
  }

  @Test
  void tokenKeysKeepTheirNumbersAndNewOnesComeAfter() throws Exception {
    go.succeed();
    assertThat(go.numbers("SELECT id FROM revision_key")).containsExactly(7L);
    try (var infrastructure = go.registrations()) {
      var created =
          infrastructure
              .postgres()
              .revisionKeys()
              .create(Bytes.of(new byte[1]), GoServerFixture.aad(), Instant.EPOCH);
      assertThat(created.id()).isGreaterThan(7);
    }
  }

  private List<Long> everything() throws SQLException {
    var all = new ArrayList<Long>();
    for (String table :
        List.of("exposure", "export_batch", "export_file", "export_index", "revision_key")) {
      all.addAll(
          go.numbers(
              "SELECT hashtext(string_agg(t::text, ';' ORDER BY t::text)) FROM %s t"
                  .formatted(table)));
    }
    return all;
  }
}
