// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

final class BrokenKeyCallsTest {
  private static final Verdicts VERDICTS =
      new Verdicts(3, InOrder.class, OneTry.class, TellsWhatItSeals.class);

  @Test
  void keysInOrderFailNoClause() {
    assertThat(VERDICTS.of(InOrder.class)).isEmpty();
  }

  @Test
  void keysThatAreTriedOnceFailTheClausesAboutTries() {
    assertThat(VERDICTS.of(OneTry.class))
        .containsExactly(
            "errorsOfTheServerAreTransientAfterSomeTriesInTime",
            "oneErrorOfTheServerIsSurvived",
            "oneRequestWithoutAnAnswerIsSurvived",
            "oneThrottlingIsSurvived",
            "throttlingIsTransientAfterSomeTriesInTime");
  }

  @Test
  void keysThatTellWhatTheySealFailEveryClauseWithAFailure() {
    assertThat(VERDICTS.of(TellsWhatItSeals.class))
        .containsExactly(
            "aRefusalIsNotTriedAgainAndAgain",
            "aRefusalIsPermanentAndNamesWhatToOpen",
            "errorsOfTheServerAreTransientAfterSomeTriesInTime",
            "expiredCredentialsEndInAFailureInTime",
            "throttlingIsTransientAfterSomeTriesInTime");
  }

  static final class InOrder extends ToyKeys {
    InOrder() {
      super(new ToyRetries());
    }
  }

  static final class OneTry extends ToyKeys {
    OneTry() {
      super(
          new ToyRetries() {
            @Override
            Duration deadline() {
              return Duration.ZERO;
            }
          });
    }
  }

  static final class TellsWhatItSeals extends ToyKeys {
    TellsWhatItSeals() {
      super(
          new ToyRetries() {
            @Override
            PortFailure failureOf(String subject, ToyRefusal refusal) {
              return super.failureOf(subject + " for " + List.of(FaultSteps.CANARY), refusal);
            }
          });
    }
  }
}
