// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.PortFailure;

/**
 * What the clauses about faults do again and again.
 *
 * @param hidden what no failure may show
 */
record FaultSteps(
    FaultSource faults, Duration patience, List<PortCall> calls, List<String> hidden) {
  /** The secret of all calls: what they encrypt, or look up. */
  static final String CANARY = "canary-in-the-coal-mine";

  /** Whoever tries more often in a second or two does not wait between tries. */
  private static final int MOST_TRIES = 30;

  /** The same for the calls whose answers count only as a whole. */
  FaultSteps withoutBodiless() {
    return new FaultSteps(
        faults, patience, calls.stream().filter(call -> !call.bodiless()).toList(), hidden);
  }

  /** Fails as long as the fault is there, in time, and works as soon as it is not. */
  void isTransient(Fault fault, int leastTries) {
    assertThat(fail(fault))
        .allSatisfy(failed ->
            assertThat(failed.failure())
                .as(failed.call().toString())
                .isInstanceOf(PortFailure.Transient.class));
    assertThat(faults.spoiled())
        .as("tries of %s calls", calls.size())
        .isBetween(leastTries * calls.size(), MOST_TRIES * calls.size());
  }

  void isSurvived(Fault fault) {
    for (PortCall call : calls) {
      assertThat(failureAfterOne(fault, call)).as(call.toString()).isEmpty();
    }
  }

  /** For what cannot be begun anew, such as an answer that is half read. */
  void isSurvivedOrTransient(Fault fault) {
    for (PortCall call : calls) {
      assertThat(failureAfterOne(fault, call).filter(PortFailure.Permanent.class::isInstance))
          .as(call.toString())
          .isEmpty();
    }
  }

  /** Runs all calls at once under the fault, where all of them fail, and again without it. */
  List<Failed> fail(Fault fault) {
    faults.inject(fault, 0, FaultSource.FOREVER);
    List<Failed> failed = Race.of(calls.size(), number -> failed(calls.get(number)));
    faults.clear();
    assertThat(calls).allSatisfy(call -> assertThat(failure(call)).isEmpty());
    return failed;
  }

  private Optional<PortFailure> failureAfterOne(Fault fault, PortCall call) {
    faults.inject(fault, 0, 1);
    Optional<PortFailure> failure = failure(call);
    assertThat(faults.spoiled()).as(call.toString()).isEqualTo(1);
    return failure;
  }

  private Failed failed(PortCall call) {
    long start = System.nanoTime();
    PortFailure failure =
        failure(call).orElseThrow(() -> new AssertionError(call + " went well under the fault"));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as(call.toString())
        .isLessThanOrEqualTo(patience);
    assertThat(failure.getMessage()).as(call.toString()).doesNotContain(FaultSource.VENDOR_WORDS);
    assertThat(trace(failure)).as(call.toString()).doesNotContain(CANARY);
    assertThat(hidden).noneMatch(trace(failure)::contains);
    return new Failed(call, failure);
  }

  private static Optional<PortFailure> failure(PortCall call) {
    try {
      call.run().run();
      return Optional.empty();
    } catch (PortFailure e) {
      return Optional.of(e);
    }
  }

  private static String trace(PortFailure failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  record Failed(PortCall call, PortFailure failure) {}
}
