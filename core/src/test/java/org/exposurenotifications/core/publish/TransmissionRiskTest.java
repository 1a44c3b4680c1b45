// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The risk that is stored where the phone named none. */
class TransmissionRiskTest {
  private static final int YESTERDAY = PublishWorld.TODAY - PublishWorld.DAY;

  private final PublishWorld world = new PublishWorld();

  @ParameterizedTest
  @CsvSource({"CONFIRMED, 2", "LIKELY, 4", "USER_REPORT, 0"})
  void theReportTypeTellsTheRisk(ReportType reportType, int risk) {
    assertThat(world.accepted(world.upload(world.key(1)).as(reportType)).insertedExposures())
        .isOne();

    assertThat(world.onlyStored().diagnosis().transmissionRisk()).isEqualTo(risk);
  }

  @ParameterizedTest
  @CsvSource({"CONFIRMED", "LIKELY", "USER_REPORT"})
  void thePhonesRiskGoesFirst(ReportType reportType) {
    UploadForm form = world.upload(world.key(YESTERDAY, 144, 1)).as(reportType);

    assertThat(world.accepted(form).insertedExposures()).isOne();

    assertThat(world.onlyStored().diagnosis().transmissionRisk()).isEqualTo(1);
  }

  @Test
  void withoutCertificateTheRiskStaysUnknown() {
    UploadForm form = world.upload(world.key(1)).uncertified().app(PublishWorld.UNCERTIFIED_APP);

    assertThat(world.accepted(form).insertedExposures()).isOne();

    assertThat(world.onlyStored().diagnosis().transmissionRisk()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"CONFIRMED, 0, 2", "NEGATIVE,  0, 6", "CONFIRMED, 5, 5", "NEGATIVE,  1, 1"})
  void aRevisionHasARiskOfItsOwn(ReportType revised, long sent, int risk) {
    ClientKey key = world.key(YESTERDAY, 144, 3);
    PublishOutcome.Accepted first = world.accepted(world.upload(key).as(ReportType.LIKELY));
    ClientKey again = new ClientKey(key.key(), YESTERDAY, 144, sent);

    assertThat(world.accepted(world.upload(again).as(revised).token(first)).insertedExposures())
        .isZero();

    assertThat(world.onlyStored().diagnosis().transmissionRisk()).isEqualTo(3);
    assertThat(world.stores.storedRevisions())
        .extracting(Revision::diagnosis)
        .extracting(Diagnosis::transmissionRisk)
        .containsExactly(risk);
  }
}
