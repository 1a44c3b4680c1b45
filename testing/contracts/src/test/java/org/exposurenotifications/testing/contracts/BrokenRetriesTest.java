// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

final class BrokenRetriesTest {
  private static final Verdicts VERDICTS =
      new Verdicts(
          3,
          InOrder.class,
          OneTry.class,
          Hammering.class,
          Patient.class,
          Hopeful.class,
          Discouraged.class,
          Quoting.class,
          Vague.class,
          Indiscreet.class);

  @Test
  void aClientInOrderFailsNoClause() {
    assertThat(VERDICTS.of(InOrder.class)).isEmpty();
  }

  @Test
  void aClientThatGivesUpAtOnceFailsTheClausesAboutTries() {
    assertThat(VERDICTS.of(OneTry.class))
        .contains(
            "errorsOfTheServerAreTransientAfterSomeTriesInTime",
            "oneErrorOfTheServerIsSurvived",
            "oneRequestWithoutAnAnswerIsSurvived",
            "oneThrottlingIsSurvived",
            "throttlingIsTransientAfterSomeTriesInTime")
        .doesNotContain("aRefusalIsPermanentAndNamesWhatToOpen");
  }

  @Test
  void aClientThatNeverPausesFailsThoseClauses() {
    assertThat(VERDICTS.of(Hammering.class))
        .contains(
            "aConnectionThatIsResetIsTransientAfterSomeTriesInTime",
            "errorsOfTheServerAreTransientAfterSomeTriesInTime",
            "throttlingIsTransientAfterSomeTriesInTime")
        .allMatch(clause -> clause.contains("Transient"));
  }

  @Test
  void aClientThatTriesForTooLongFailsTheClausesAboutTime() {
    assertThat(VERDICTS.of(Patient.class))
        .containsExactly(
            "aConnectionThatIsRefusedIsTransientInTime",
            "aConnectionThatIsResetIsTransientAfterSomeTriesInTime",
            "aServerThatDoesNotAnswerIsTransientInTime",
            "anAnswerThatIsCutIsTransientInTime",
            "errorsOfTheServerAreTransientAfterSomeTriesInTime",
            "throttlingIsTransientAfterSomeTriesInTime");
  }

  @Test
  void aClientThatHopesThatRefusalsPassFailsThoseClauses() {
    assertThat(VERDICTS.of(Hopeful.class))
        .containsExactly(
            "aRefusalIsNotTriedAgainAndAgain", "aRefusalIsPermanentAndNamesWhatToOpen");
  }

  @Test
  void aClientThatTakesThrottlingForTheLastWordFailsThoseClauses() {
    assertThat(VERDICTS.of(Discouraged.class))
        .containsExactly("oneThrottlingIsSurvived", "throttlingIsTransientAfterSomeTriesInTime");
  }

  @Test
  void aClientThatQuotesTheVendorFailsThoseClauses() {
    assertThat(VERDICTS.of(Quoting.class))
        .containsExactly(
            "aRefusalIsNotTriedAgainAndAgain",
            "aRefusalIsPermanentAndNamesWhatToOpen",
            "errorsOfTheServerAreTransientAfterSomeTriesInTime",
            "expiredCredentialsEndInAFailureInTime",
            "throttlingIsTransientAfterSomeTriesInTime");
  }

  @Test
  void aClientThatDoesNotNameWhatIsClosedFailsThatClause() {
    assertThat(VERDICTS.of(Vague.class)).containsExactly("aRefusalIsPermanentAndNamesWhatToOpen");
  }

  @Test
  void aClientThatShowsItsCredentialsInACauseFailsThoseClauses() {
    assertThat(VERDICTS.of(Indiscreet.class))
        .containsExactly("expiredCredentialsEndInAFailureInTime");
  }

  static final class InOrder extends ToyFaults.OfSecrets {
    InOrder() {
      super(new ToyRetries());
    }
  }

  static final class OneTry extends ToyFaults.OfSecrets {
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

  static final class Hammering extends ToyFaults.OfSecrets {
    Hammering() {
      super(
          new ToyRetries() {
            @Override
            Duration firstPause() {
              return Duration.ZERO;
            }
          });
    }
  }

  static final class Patient extends ToyFaults.OfSecrets {
    Patient() {
      super(
          new ToyRetries() {
            @Override
            Duration deadline() {
              return Duration.ofSeconds(5);
            }
          });
    }
  }

  static final class Hopeful extends ToyFaults.OfSecrets {
    Hopeful() {
      super(
          new ToyRetries() {
            @Override
            PortFailure failureOf(String subject, ToyRefusal refusal) {
              return new PortFailure.Transient("not now: " + subject, refusal);
            }
          });
    }
  }

  static final class Discouraged extends ToyFaults.OfSecrets {
    Discouraged() {
      super(
          new ToyRetries() {
            @Override
            PortFailure failureOf(String subject, ToyRefusal refusal) {
              return refusal.status == 429
                  ? new PortFailure.Permanent("too many for " + subject, refusal)
                  : super.failureOf(subject, refusal);
            }
          });
    }
  }

  static final class Quoting extends ToyFaults.OfSecrets {
    Quoting() {
      super(
          new ToyRetries() {
            @Override
            PortFailure failureOf(String subject, ToyRefusal refusal) {
              return super.failureOf(subject + ": " + refusal.getMessage(), refusal);
            }
          });
    }
  }

  static final class Vague extends ToyFaults.OfSecrets {
    Vague() {
      super(
          new ToyRetries() {
            @Override
            PortFailure failureOf(String subject, ToyRefusal refusal) {
              return super.failureOf("something", refusal);
            }
          });
    }
  }

  static final class Indiscreet extends ToyFaults.OfSecrets {
    Indiscreet() {
      super(
          new ToyRetries() {
            @Override
            PortFailure failureOf(String subject, ToyRefusal refusal) {
              return refusal.status == 401
                  ? new PortFailure.Permanent(
                      "no access to " + subject, new IllegalStateException("toy-token", refusal))
                  : super.failureOf(subject, refusal);
            }
          });
    }
  }
}
