// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.INVALID_REVISION_TOKEN;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.KEY_ALREADY_REVISED;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.MISSING_REVISION_TOKEN;

import java.util.List;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.junit.jupiter.api.Test;

/** Where keys that the token does not cover are left out instead of refusing the upload. */
class PartialRevisionsTest {
  private final PublishWorld world = new PublishWorld(TestSettings.partialRevisions());
  private final ClientKey mine = world.key(3);
  private final ClientKey foreign = world.key(4);
  private final PublishOutcome.Accepted token =
      world.accepted(world.upload(mine).as(ReportType.LIKELY));

  PartialRevisionsTest() {
    assertThat(world.accepted(world.upload(foreign).as(ReportType.LIKELY)).insertedExposures())
        .isOne();
  }

  @Test
  void whatTheTokenCoversIsRevisedAndWhatIsNewIsAdded() {
    ClientKey fresh = world.key(5);

    PublishOutcome.Accepted accepted =
        world.accepted(world.upload(mine, foreign, fresh).token(token));

    assertThat(accepted.insertedExposures()).isOne();
    assertThat(world.stores.storedRevisions())
        .extracting(Revision::keyData)
        .containsExactly(PublishWorld.validated(mine).keyData());
    assertThat(world.covered(accepted))
        .containsExactly(PublishWorld.validated(mine), PublishWorld.validated(fresh));
  }

  @Test
  void ifNothingIsLeftTheTokenIsMadeAnew() {
    Contents before = world.contents();

    PublishOutcome.Accepted accepted = world.accepted(world.upload(foreign).token(token));

    assertThat(accepted.insertedExposures()).isZero();
    assertThat(accepted.revisionToken()).isNotEqualTo(token.revisionToken());
    assertThat(world.covered(accepted)).containsExactly(PublishWorld.validated(mine));
    assertThat(world.contents()).isEqualTo(before);
  }

  @Test
  void aTokenIsNeededAllTheSame() {
    assertThat(world.reason(world.upload(mine, foreign))).isEqualTo(MISSING_REVISION_TOKEN);
    assertThat(world.reason(world.upload(mine, foreign).token("Z2FyYmFnZQ==")))
        .isEqualTo(INVALID_REVISION_TOKEN);
  }

  @Test
  void whatIsCoveredHasToBeAllowed() {
    assertThat(world.accepted(world.upload(mine).token(token)).insertedExposures()).isZero();

    assertThat(world.reason(world.upload(mine, foreign).as(ReportType.NEGATIVE).token(token)))
        .isEqualTo(KEY_ALREADY_REVISED);
  }

  @Test
  void whatIsCoveredHasToBeSentAsItIsStored() {
    ClientKey shorter = new ClientKey(mine.key(), mine.rollingStartNumber(), 143, 0);

    assertThat(world.reason(world.upload(List.of(shorter)).token(token)))
        .isEqualTo(INVALID_REVISION_TOKEN);
  }
}
