// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.Test;

/** What the token of an answer covers. */
class NextTokenTest {
  private final PublishWorld world = new PublishWorld();

  @Test
  void newKeysFollowThoseOfTheLastToken() {
    PublishOutcome.Accepted first = world.accepted(world.upload(world.key(1)));
    PublishOutcome.Accepted second = world.accepted(world.upload(world.key(2)).token(first));
    PublishOutcome.Accepted third = world.accepted(world.upload(world.key(3)).token(second));

    assertThat(world.covered(third)).hasSize(3).startsWith(array(world.covered(second)));
    assertThat(world.covered(second)).startsWith(array(world.covered(first)));
  }

  @Test
  void aRevisedKeyIsNotCoveredTwice() {
    List<ClientKey> keys = world.keys(3);
    PublishOutcome.Accepted first = world.accepted(world.upload(keys).as(ReportType.LIKELY));

    PublishOutcome.Accepted second = world.accepted(world.upload(keys).token(first));

    assertThat(world.stores.storedRevisions()).hasSize(3);
    assertThat(world.covered(second)).isEqualTo(world.covered(first)).hasSize(3);
  }

  /** The use of the old one ended as yesterday began: 15 days before midnight in 14 days. */
  @Test
  void keysThatNobodyCouldUploadAnyMoreAreLeftOut() {
    ClientKey old = world.key(2);
    ClientKey young = world.key(1);
    PublishOutcome.Accepted first = world.accepted(world.upload(old, young));

    world.clock.set(PublishWorld.NOW.plus(Duration.ofDays(14)).minus(Duration.ofHours(21)));
    PublishOutcome.Accepted second = next(first);
    assertThat(world.covered(second))
        .contains(PublishWorld.validated(old), PublishWorld.validated(young))
        .hasSize(3);

    world.clock.advance(Duration.ofMinutes(10));
    assertThat(world.covered(next(second)))
        .doesNotContain(PublishWorld.validated(old))
        .contains(PublishWorld.validated(young))
        .hasSize(3);
  }

  @Test
  void keysThatChangedNothingAreNotAdded() {
    UploadForm form = world.upload(world.key(1)).app(PublishWorld.TOKENLESS_APP);
    assertThat(world.accepted(form).insertedExposures()).isOne();

    PublishOutcome.Accepted again = world.accepted(form);

    assertThat(again.insertedExposures()).isZero();
    assertThat(again.revisionToken()).isEmpty();
  }

  @Test
  void aFirstReportThatIsNegativeIsMentionedAndNotStored() {
    ClientKey key = world.key(1);

    PublishOutcome.Accepted negative = world.accepted(world.upload(key).as(ReportType.NEGATIVE));

    assertThat(negative.insertedExposures()).isZero();
    assertThat(world.covered(negative)).isEmpty();
    assertThat(world.mentioned(negative)).containsExactly(PublishWorld.validated(key));
    assertThat(world.stores.storedExposures()).isEmpty();
  }

  @Test
  void afterANegativeReportTheKeyMayComeWithOrWithoutTheToken() {
    ClientKey with = world.key(1);
    ClientKey without = world.key(2);
    PublishOutcome.Accepted negative =
        world.accepted(world.upload(with, without).as(ReportType.NEGATIVE));

    assertThat(world.accepted(world.upload(without)).insertedExposures()).isOne();
    PublishOutcome.Accepted second = world.accepted(world.upload(with).token(negative));
    assertThat(second.insertedExposures()).isOne();
    assertThat(world.covered(second)).containsExactly(PublishWorld.validated(with));
    assertThat(world.mentioned(second)).containsExactly(PublishWorld.validated(without));
    assertThat(world.stores.storedRevisions()).isEmpty();
  }

  /** A key of today is sent with a shorter period than tomorrow. */
  @Test
  void aKeyIsCoveredAsItIsStored() {
    ClientKey whole = world.key(1);
    ClientKey shorter = new ClientKey(whole.key(), whole.rollingStartNumber(), 100, 0);
    PublishOutcome.Accepted negative =
        world.accepted(world.upload(shorter, world.key(2)).as(ReportType.NEGATIVE));

    PublishOutcome.Accepted likely =
        world.accepted(world.upload(whole).as(ReportType.LIKELY).token(negative));

    assertThat(world.covered(likely)).containsExactly(PublishWorld.validated(whole));
    assertThat(world.mentioned(likely)).hasSize(1);
    assertThat(world.accepted(world.upload(whole).token(likely)).warnings()).isEmpty();
    assertThat(world.stores.storedRevisions()).hasSize(1);
  }

  @Test
  void aNegativeReportRevisesStoredKeysAndOnlySpeaksOfOthers() {
    ClientKey stored = world.key(1);
    ClientKey fresh = world.key(2);
    PublishOutcome.Accepted first = world.accepted(world.upload(stored).as(ReportType.LIKELY));

    PublishOutcome.Accepted second =
        world.accepted(world.upload(stored, fresh).as(ReportType.NEGATIVE).token(first));

    assertThat(second.insertedExposures()).isZero();
    assertThat(world.stores.storedExposures()).hasSize(1);
    assertThat(world.stores.storedRevisions()).hasSize(1);
    assertThat(world.covered(second)).containsExactly(PublishWorld.validated(stored));
    assertThat(world.mentioned(second)).containsExactly(PublishWorld.validated(fresh));
  }

  @Test
  void itsLengthDoesNotTellHowManyKeysItCovers() {
    Set<Integer> lengths = new HashSet<>();
    for (int count = 1; count <= 30; count++) {
      List<ClientKey> keys =
          IntStream.range(0, count)
              .mapToObj(i -> world.key(PublishWorld.TODAY - 1000 + i * 5, i % 2 == 0 ? 1 : 5, 0))
              .toList();
      lengths.add(world.accepted(world.upload(keys)).revisionToken().orElseThrow().length());
    }

    assertThat(lengths).hasSize(1);
  }

  @Test
  void noTwoTokensAreEqual() {
    UploadForm form = world.upload(world.key(1));
    PublishOutcome.Accepted first = world.accepted(form);

    assertThat(world.accepted(form.token(first)).revisionToken())
        .isPresent()
        .isNotEqualTo(first.revisionToken());
  }

  /** An upload of one new key, of this very interval. */
  private PublishOutcome.Accepted next(PublishOutcome.Accepted last) {
    int current = Math.toIntExact(Arrival.interval(world.clock.instant()));
    return world.accepted(world.upload(world.key(current, 1, 0)).token(last));
  }

  private static TemporaryExposureKey[] array(List<TemporaryExposureKey> keys) {
    return keys.toArray(TemporaryExposureKey[]::new);
  }
}
