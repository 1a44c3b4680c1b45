// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random arrivals, starts and departures, beside a list of all callers in order of arrival. */
final class ClaimLinesTest {
  private static final int STEPS = 400;
  private static final int LONGEST = 6;

  /** Few claims that callers have in common, so that they conflict much. */
  private static final int CLAIMS = 8;

  /** All that have not left, in order of arrival. */
  private final List<Waiting<Integer, String>> present = new ArrayList<>();

  private final List<Waiting<Integer, String>> atWork = new ArrayList<>();
  private final ClaimLines<Integer, String> lines = new ClaimLines<>(LONGEST);
  private int callers;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void callersGoInOrderOfArrivalAsFarAsTheyConflictAndAtOnceIfTheyDoNot(int most) {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(4)) {
          case 0 -> start(most);
          case 1 -> finishSome(random);
          default -> arrive(random);
        }
        assertThat(lines.ready()).isEqualTo(unblocked().size());
        assertThat(lines.waiting()).isEqualTo(present.size() - atWork.size());
      }
      for (int rounds = present.size(); rounds > 0; rounds--) {
        start(most);
        finishAll();
      }
      assertThat(present).as("all served, seed " + seed).isEmpty();
    }
  }

  /** However many conflict with it later. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void noCallerWaitsForMoreTransactionsThanThereAreEarlierCallers(int seed) {
    Random random = new Random(seed);
    Map<Waiting<Integer, String>, Integer> bounds = new HashMap<>();
    for (int round = 0; round < 500; round++) {
      for (int i = 0; i < 3; i++) {
        int before = present.size();
        if (arrive(random)) {
          bounds.put(present.getLast(), round + before + 1);
        }
      }
      start(Integer.MAX_VALUE);
      for (var caller : atWork) {
        assertThat(round).isLessThanOrEqualTo(bounds.get(caller));
      }
      finishAll();
    }
  }

  /** Whether there was room. */
  private boolean arrive(Random random) {
    Set<Integer> claims = new HashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      claims.add(random.nextInt(CLAIMS));
    }
    if (random.nextInt(3) == 0) {
      // a stranger
      claims = Set.of(CLAIMS + callers);
    }
    var caller = new Waiting<Integer, String>(callers++, claims);
    boolean hasRoom = claims.stream().allMatch(claim -> lengthOf(claim) < LONGEST);
    if (hasRoom) {
      lines.join(caller);
      present.add(caller);
    } else {
      assertThatThrownBy(() -> lines.join(caller)).isInstanceOf(PortFailure.Transient.class);
    }
    return hasRoom;
  }

  private void start(int most) {
    List<Waiting<Integer, String>> able = unblocked();
    List<Waiting<Integer, String>> started = lines.next(most);
    assertThat(able).containsAll(started);
    assertThat(started).hasSize(Math.min(most, able.size())).doesNotHaveDuplicates();
    atWork.addAll(started);
    Set<Object> claimed = new HashSet<>();
    assertThat(atWork.stream().flatMap(caller -> caller.claims.stream()).allMatch(claimed::add))
        .as("no claim is at work twice")
        .isTrue();
  }

  private void finishSome(Random random) {
    Collections.shuffle(atWork, random);
    finish(atWork.subList(0, (atWork.size() + 1) / 2));
  }

  private void finishAll() {
    finish(atWork);
  }

  private void finish(List<Waiting<Integer, String>> leaving) {
    lines.leave(leaving);
    present.removeAll(leaving);
    leaving.clear();
  }

  /** Those that wait, and have no claim in common with any earlier caller. */
  private List<Waiting<Integer, String>> unblocked() {
    List<Waiting<Integer, String>> able = new ArrayList<>();
    Set<Object> earlier = new HashSet<>();
    for (var caller : present) {
      if (!atWork.contains(caller) && Collections.disjoint(earlier, caller.claims)) {
        able.add(caller);
      }
      earlier.addAll(caller.claims);
    }
    return able;
  }

  private long lengthOf(Object claim) {
    return present.stream().filter(caller -> caller.claims.contains(claim)).count();
  }
}
