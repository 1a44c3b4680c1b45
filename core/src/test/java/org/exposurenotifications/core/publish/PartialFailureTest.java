// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.BAD_REQUEST;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys left out of an upload: as a fault, or with a warning. */
class PartialFailureTest {
  private static final int YESTERDAY = PublishWorld.TODAY - PublishWorld.DAY;

  private final PublishWorld world = new PublishWorld();

  @Test
  void goodKeysAreStoredAndEachBadOneIsNamed() {
    List<ClientKey> keys =
        List.of(
            key('A', 144, 0), key('B', 145, 0), key('C', 144, 9), key('D', 0, 9), key('E', 144, 8));

    PublishOutcome.Accepted accepted = world.accepted(world.upload(keys));

    assertThat(accepted.insertedExposures()).isEqualTo(2);
    assertThat(accepted.partialFailure())
        .contains(
            """
            3 keys are not accepted:
            \t* key 1 has a rolling period out of 1 to 144
            \t* key 2 has a transmission risk out of 0 to 8
            \t* key 3 has a rolling period out of 1 to 144\
            """);
    assertThat(accepted.warnings()).isEmpty();
    assertThat(accepted.revisionToken()).isPresent();
  }

  @Test
  void oneBadKeyIsNotPlural() {
    assertThat(world.accepted(world.upload(key('A', 144, 0), key('B', 145, 0))).partialFailure())
        .contains("1 key is not accepted:\n\t* key 1 has a rolling period out of 1 to 144");
  }

  @Test
  void withoutAnyGoodKeyTheUploadIsRefused() {
    PublishOutcome.Refused refused =
        world.refused(world.upload(key('A', 145, 0), key('B', 144, 9)));

    assertThat(refused)
        .isEqualTo(
            new PublishOutcome.Refused(
                BAD_REQUEST,
                """
                2 keys are not accepted:
                \t* key 0 has a rolling period out of 1 to 144
                \t* key 1 has a transmission risk out of 0 to 8\
                """,
                List.of()));
  }

  @Test
  void warningsComeWithAcceptanceToo() {
    PublishOutcome.Accepted accepted =
        world.accepted(onsetLongAgo(far('A'), key('B', 144, 0), key('C', 145, 0)));

    assertThat(accepted.insertedExposures()).isOne();
    assertThat(accepted.warnings())
        .containsExactly("key 0 is too many days away from symptom onset");
    assertThat(accepted.partialFailure())
        .hasValueSatisfying(text -> assertThat(text).contains("2"));
  }

  @Test
  void warningsComeWithRefusalsToo() {
    PublishOutcome.Refused refused = world.refused(onsetLongAgo(far('A'), key('C', 145, 0)));

    assertThat(refused.reason()).isEqualTo(BAD_REQUEST);
    assertThat(refused.warnings())
        .containsExactly("key 0 is too many days away from symptom onset");
    assertThat(refused.message()).startsWith("1 key is not accepted").doesNotContain("onset");
  }

  @Test
  void warningsComeWithRefusalsOfTheWholeRequest() {
    ClientKey overlapping = new ClientKey("D" + "A".repeat(21) + "==", YESTERDAY + 1, 144, 0);

    PublishOutcome.Refused refused =
        world.refused(onsetLongAgo(far('A'), key('B', 144, 0), overlapping));

    assertThat(refused.message()).isEqualTo("keys with different starts overlap");
    assertThat(refused.warnings()).hasSize(1);
  }

  @Test
  void warningsComeWithRefusalsOfTheStore() {
    assertThat(world.accepted(onsetLongAgo(key('B', 144, 0))).insertedExposures()).isOne();

    PublishOutcome.Refused refused = world.refused(onsetLongAgo(far('A'), key('B', 144, 0)));

    assertThat(refused.reason()).isEqualTo(PublishOutcome.Reason.MISSING_REVISION_TOKEN);
    assertThat(refused.warnings()).hasSize(1);
  }

  @Test
  void warningsAloneAreNoErrorAndStoreNothing() {
    PublishOutcome.Accepted accepted = world.accepted(onsetLongAgo(far('A')));

    assertThat(accepted.revisionToken()).isEmpty();
    assertThat(accepted.insertedExposures()).isZero();
    assertThat(accepted.partialFailure()).isEmpty();
    assertThat(accepted.warnings()).hasSize(1);
    assertThat(world.contents()).isEqualTo(Contents.NOTHING);
  }

  @Test
  void warningsAloneRenewATokenThatCame() {
    PublishOutcome.Accepted first = world.accepted(onsetLongAgo(key('B', 144, 0)));

    PublishOutcome.Accepted second = world.accepted(onsetLongAgo(far('A')).token(first));

    assertThat(second.revisionToken()).isPresent().isNotEqualTo(first.revisionToken());
    assertThat(world.publish(onsetLongAgo(key('B', 144, 0)).token(second)))
        .isInstanceOf(PublishOutcome.Accepted.class);
  }

  private static ClientKey key(char first, int period, long risk) {
    return new ClientKey(first + "A".repeat(21) + "==", YESTERDAY, period, risk);
  }

  /** In use today: 15 days after the onset below. */
  private static ClientKey far(char first) {
    return new ClientKey(first + "A".repeat(21) + "==", PublishWorld.TODAY, 1, 0);
  }

  private UploadForm onsetLongAgo(ClientKey... keys) {
    return world.upload(keys).onset(PublishWorld.TODAY - 15 * PublishWorld.DAY);
  }
}
