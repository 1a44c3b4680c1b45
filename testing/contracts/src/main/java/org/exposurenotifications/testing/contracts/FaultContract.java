// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What becomes of calls when the server does not answer as it should: the clauses for every port
 * and protocol. The platform under test talks to its server through a {@link FaultSource}, and
 * gives up after a few seconds. The contracts that extend this one say which calls are tried.
 *
 * <p>Most of the time is spent waiting, so the clauses run at the same time where JUnit may do so:
 * each test has a platform, a source of faults and, by their names, data of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
public interface FaultContract {
  /** Stands before the server, and lets all pass at the beginning of a test. */
  FaultSource faults();

  /** Within which every call ends, for good or ill: the platform's deadline, and as much again. */
  Duration patience();

  /** What is tried; each works now. */
  List<PortCall> calls();

  /** The credentials in use, which no failure may show. */
  default List<String> hidden() {
    return List.of();
  }

  @Test
  default void throttlingIsTransientAfterSomeTriesInTime() {
    steps().isTransient(Fault.THROTTLED, 2);
  }

  @Test
  default void errorsOfTheServerAreTransientAfterSomeTriesInTime() {
    steps().isTransient(Fault.SERVER_ERROR, 2);
  }

  @Test
  default void aServerThatDoesNotAnswerIsTransientInTime() {
    steps().isTransient(Fault.STALLED, 1);
  }

  @Test
  default void oneThrottlingIsSurvived() {
    steps().isSurvived(Fault.THROTTLED);
  }

  @Test
  default void oneErrorOfTheServerIsSurvived() {
    steps().isSurvived(Fault.SERVER_ERROR);
  }

  @Test
  default void oneRequestWithoutAnAnswerIsSurvived() {
    steps().isSurvived(Fault.STALLED);
  }

  @Test
  default void aRefusalIsPermanentAndNamesWhatToOpen() {
    assertThat(steps().fail(Fault.FORBIDDEN))
        .allSatisfy(failed ->
            assertThat(failed.failure())
                .as(failed.call().toString())
                .isInstanceOf(PortFailure.Permanent.class)
                .hasMessageContaining(failed.call().subject()));
  }

  @Test
  default void aRefusalIsNotTriedAgainAndAgain() {
    int calls = steps().fail(Fault.FORBIDDEN).size();
    // a client may fetch fresh credentials, and try those
    assertThat(faults().spoiled()).isBetween(calls, 3 * calls);
  }

  @Test
  default void expiredCredentialsEndInAFailureInTime() {
    assertThat(steps().fail(Fault.EXPIRED_CREDENTIALS)).isNotEmpty();
  }

  private FaultSteps steps() {
    return new FaultSteps(faults(), patience(), calls(), hidden());
  }
}
