// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.BAD_REQUEST;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID;

import java.util.Optional;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.ReportType;
import org.junit.jupiter.api.Test;

/** What a certificate proves, and what becomes of an upload without one. */
class CertificateUseTest {
  private final PublishWorld world = new PublishWorld();

  @Test
  void anUploadWithoutCertificateIsRefused() {
    assertThat(world.reason(world.upload(world.key(1)).uncertified()))
        .isEqualTo(HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID);
  }

  @Test
  void aCertificateForOtherKeysIsRefused() {
    String other = world.upload(world.key(1)).request().verificationPayload();

    PublishOutcome.Refused refused = world.refused(world.upload(world.key(1)).certificate(other));

    assertThat(refused.reason()).isEqualTo(HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID);
    assertThat(refused.message()).endsWith("hmac-mismatch");
    assertThat(world.stores.storedExposures()).isEmpty();
  }

  @Test
  void anAuthorityThatTheAppDoesNotTrustIsRefused() {
    Certifier foreign = new Certifier("gov.example.abroad", world.secureRandom);
    world.register(foreign);
    UploadForm form = new UploadForm(foreign, world.bytes(16), world.keys(1));

    assertThat(world.refused(form).message()).endsWith("authority-not-allowed");
  }

  @Test
  void theDecoysAuthorityCertifiesNoUpload() {
    Certifier decoy = new Certifier("decoy", world.secureRandom);

    assertThat(world.reason(new UploadForm(decoy, world.bytes(16), world.keys(1))))
        .isEqualTo(HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID);
  }

  @Test
  void noKeysHaveNoMacAndSoTheCertificateFails() {
    assertThat(world.reason(world.upload()))
        .isEqualTo(HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID);
    assertThat(world.reason(world.upload().app(PublishWorld.UNCERTIFIED_APP)))
        .isEqualTo(BAD_REQUEST);
  }

  @Test
  void theCertificateIsCheckedBeforeTheKeys() {
    assertThat(world.reason(world.upload(new ClientKey("", 0, 0, -1)).uncertified()))
        .isEqualTo(HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID);
  }

  @Test
  void whatTheCertificateSaysIsStored() {
    assertThat(world.accepted(world.upload(world.key(1)).as(ReportType.LIKELY)).insertedExposures())
        .isOne();

    assertThat(world.onlyStored().healthAuthority()).contains(PublishWorld.AUTHORITY);
    assertThat(world.onlyStored().diagnosis().reportType()).contains(ReportType.LIKELY);
  }

  @Test
  void anAppThatMayDoWithoutItUploadsWithoutClaims() {
    ClientKey key = world.key(PublishWorld.TODAY - PublishWorld.DAY, PublishWorld.DAY, 7);
    UploadForm form =
        world.upload(key).uncertified().app(PublishWorld.UNCERTIFIED_APP).certifiedOnset(1);

    assertThat(world.accepted(form).insertedExposures()).isOne();

    assertThat(world.onlyStored().healthAuthority()).isEmpty();
    assertThat(world.onlyStored().diagnosis())
        .extracting(Diagnosis::reportType, Diagnosis::transmissionRisk)
        .containsExactly(Optional.empty(), 7);
    assertThat(world.counted()).isEmpty();
  }

  @Test
  void aGoodCertificateCountsEvenWhereItIsNotNeeded() {
    UploadForm form = world.upload(world.key(1)).app(PublishWorld.UNCERTIFIED_APP);

    assertThat(world.accepted(form).insertedExposures()).isOne();

    assertThat(world.onlyStored().healthAuthority()).contains(PublishWorld.AUTHORITY);
    assertThat(world.onlyStored().diagnosis().reportType()).contains(ReportType.CONFIRMED);
    assertThat(world.counted()).hasSize(1);
  }

  /** Once the MAC was looked at, whatever came of that. */
  @Test
  void keysAreNumberedInTheOrderOfTheMac() {
    String forOtherKeys = world.upload(world.key(1)).request().verificationPayload();

    assertThat(fault(world.upload(badKey(), goodKey('B')))).startsWith("key 1 ");
    assertThat(fault(world.upload(badKey(), goodKey('C')).certificate(forOtherKeys)))
        .startsWith("key 1 ");
    assertThat(fault(world.upload(badKey(), goodKey('D')).uncertified())).startsWith("key 0 ");
  }

  private static ClientKey badKey() {
    return new ClientKey("Z" + "A".repeat(21) + "==", 0, 145, 0);
  }

  private static ClientKey goodKey(char first) {
    return new ClientKey(
        first + "A".repeat(21) + "==", PublishWorld.TODAY - PublishWorld.DAY, PublishWorld.DAY, 0);
  }

  private String fault(UploadForm form) {
    PublishOutcome.Accepted accepted = world.accepted(form.app(PublishWorld.UNCERTIFIED_APP));
    String heading = "1 key is not accepted:\n\t* ";
    assertThat(accepted.partialFailure().orElseThrow()).startsWith(heading);
    return accepted.partialFailure().orElseThrow().substring(heading.length());
  }
}
