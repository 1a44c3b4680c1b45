// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.INVALID_REVISION_TOKEN;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.junit.jupiter.api.Test;

/** Who learns a key before its owner uploads it must not get a token that revises it. */
class ForeignKeysTest {
  private final PublishWorld world = new PublishWorld();
  private final ClientKey key = world.key(1);
  private final PublishOutcome.Accepted negative =
      world.accepted(world.upload(key).as(ReportType.NEGATIVE));

  @Test
  void aNegativeFirstReportDoesNotReviseWhatItsOwnerUploadsLater() {
    assertThat(world.accepted(world.upload(key).as(ReportType.LIKELY)).insertedExposures()).isOne();

    for (ReportType type : List.of(ReportType.NEGATIVE, ReportType.CONFIRMED)) {
      assertThat(world.reason(world.upload(key).as(type).token(negative)))
          .isEqualTo(INVALID_REVISION_TOKEN);
    }
  }

  @Test
  void repeatingTheOwnersReportDoesNotMakeTheTokenCoverTheKey() {
    assertThat(world.accepted(world.upload(key).as(ReportType.LIKELY)).insertedExposures()).isOne();
    PublishOutcome.Accepted repeated =
        world.accepted(world.upload(key, world.key(2)).as(ReportType.LIKELY).token(negative));

    assertThat(world.mentioned(repeated)).containsExactly(PublishWorld.validated(key));
    assertThat(world.reason(world.upload(key).as(ReportType.NEGATIVE).token(repeated)))
        .isEqualTo(INVALID_REVISION_TOKEN);
  }

  @Test
  void thePhoneItselfMayReportAgainAndReviseThen() {
    PublishOutcome.Accepted likely =
        world.accepted(world.upload(key).as(ReportType.LIKELY).token(negative));
    assertThat(likely.insertedExposures()).isOne();
    assertThat(world.covered(likely)).containsExactly(PublishWorld.validated(key));

    assertThat(world.covered(world.accepted(world.upload(key).token(likely)))).hasSize(1);
    assertThat(world.stores.storedRevisions()).hasSize(1);
  }

  /** Its retry is answered, but the key cannot be revised: the server cannot tell whose it is. */
  @Test
  void aPhoneThatLostTheAnswerMayRetryButNotRevise() {
    UploadForm likely = world.upload(key).as(ReportType.LIKELY).token(negative);
    assertThat(world.accepted(likely).insertedExposures()).isOne();

    PublishOutcome.Accepted retried = world.accepted(likely);

    assertThat(retried.insertedExposures()).isZero();
    assertThat(world.mentioned(retried)).containsExactly(PublishWorld.validated(key));
    assertThat(world.reason(world.upload(key).token(retried))).isEqualTo(INVALID_REVISION_TOKEN);
  }

  /** Tokens of older versions and of the Go server hold such keys like all others. */
  @Test
  void olderTokensGoOnCovering() {
    String old = world.tokenOf(List.of(PublishWorld.validated(key)));
    assertThat(world.accepted(world.upload(key).as(ReportType.LIKELY)).insertedExposures()).isOne();

    assertThat(world.accepted(world.upload(key).token(old)).insertedExposures()).isZero();
    assertThat(world.stores.storedRevisions()).hasSize(1);
  }

  /** The stranger knows every key, and uses each token that it ever got, in any order. */
  @Test
  void whateverAStrangerDoesItRevisesNoKeyThatItDidNotStore() {
    int stored = 0;
    for (long seed = 0; seed < 100; seed++) {
      stored += strangers(seed);
    }
    assertThat(stored).isGreaterThan(100);
  }

  private static int strangers(long seed) {
    Random random = new Random(seed);
    PublishWorld world =
        new PublishWorld(
            seed % 2 == 0 ? PublishSettings.DEFAULT : TestSettings.partialRevisions(), seed);
    List<ClientKey> keys = world.keys(4);
    List<ClientKey> owned = new ArrayList<>();
    List<String> tokens = new ArrayList<>(List.of(""));
    for (int step = 0; step < 40; step++) {
      ClientKey key = keys.get(random.nextInt(keys.size()));
      boolean isStored =
          world.stores.storedExposures().stream()
              .anyMatch(e -> e.key().equals(PublishWorld.validated(key)));
      if (random.nextInt(6) == 0 && !isStored) {
        int inserted = world.accepted(world.upload(key).as(ReportType.LIKELY)).insertedExposures();
        assertThat(inserted).isOne();
        owned.add(key);
      } else {
        UploadForm form =
            isStored && random.nextBoolean()
                ? world.upload(key).as(ReportType.LIKELY)
                : world.upload(key, keys.get(random.nextInt(keys.size()))).as(ReportType.NEGATIVE);
        form.token(tokens.get(random.nextInt(tokens.size())));
        List<Revision> before = world.stores.storedRevisions();
        if (world.publish(form) instanceof PublishOutcome.Accepted accepted) {
          accepted.revisionToken().ifPresent(tokens::add);
        }
        assertThat(world.stores.storedRevisions()).as("seed %d", seed).isEqualTo(before);
      }
    }
    return owned.size();
  }
}
