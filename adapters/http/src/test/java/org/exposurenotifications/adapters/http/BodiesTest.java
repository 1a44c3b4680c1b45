// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may keep the server waiting, and who goes when room runs out. */
class BodiesTest {
  private static final int RATE = 100;
  private static final int GRACE = 10;

  /** Bodies that were cut off; a body is known by its number. */
  private final List<Integer> cutOff = new ArrayList<>();

  private final Bodies bodies = new Bodies(RATE, GRACE);

  /** A body as the test knows it. */
  private static final class Known {
    final int peer;
    final Bodies.Body body;
    int size;

    Known(int peer, Bodies.Body body) {
      this.peer = peer;
      this.body = body;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void inRandomWorldsMemoryIsBoundedAndAFairShareIsSafe(long seed) {
    Random random = new Random(seed);
    int peers = random.nextInt(1, 6);
    NavigableMap<Integer, Known> open = new TreeMap<>();
    for (int step = 0; step < 8_000; step++) {
      Map<Integer, Integer> before = heldByPeer(open);
      int touched = step;
      if (open.isEmpty() || random.nextInt(3) == 0) {
        // the first peer opens most
        int peer = random.nextBoolean() ? 0 : random.nextInt(peers);
        Known known = new Known(peer, bodies.open(peer, 0, () -> cutOff.add(touched)));
        open.put(step, known);
        before.merge(peer, Bodies.OVERHEAD, Integer::sum);
      } else {
        var entry = List.copyOf(open.entrySet()).get(random.nextInt(open.size()));
        Known known = entry.getValue();
        if (random.nextInt(50) == 0) {
          known.body.close();
          open.remove(entry.getKey());
        } else {
          int more = random.nextInt(Exchange.MAX_BODY + 1 - known.size) / random.nextInt(1, 9);
          known.size += more;
          before.merge(known.peer, more, Integer::sum);
          known.body.received(more, known.size);
        }
      }
      int share = Bodies.CAPACITY / Math.max(1, before.size());
      for (int gone : cutOff) {
        Known known = Objects.requireNonNull(open.remove(gone));
        assertThat(before.get(known.peer))
            .as("seed %s, step %s: what the peer held", seed, step)
            .isGreaterThan(share);
      }
      cutOff.clear();
      assertThat(bodies.held())
          .as("seed %s, step %s", seed, step)
          .isLessThanOrEqualTo(Bodies.CAPACITY)
          .isEqualTo(heldByPeer(open).values().stream().mapToInt(held -> held).sum());
    }
  }

  @Test
  void thePeerThatHoldsMostLosesItsSlowest() {
    Bodies.Body modest = bodies.open("modest", 0, () -> cutOff.add(-1));
    List<Bodies.Body> greedy = new ArrayList<>();
    int fits = Bodies.CAPACITY / Bodies.OVERHEAD - 1;
    for (int i = 0; i < fits; i++) {
      int number = i;
      greedy.add(bodies.open("greedy", 0, () -> cutOff.add(number)));
    }
    bodies.tick();
    greedy.forEach(body -> body.received(body == greedy.get(5) ? RATE - 1 : RATE, 0));
    assertThat(cutOff).isEmpty();
    modest.received(1, 1);

    assertThat(cutOff).containsExactly(5);
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 10", "50, 19", "99, 901"})
  void slowBodiesAreCutOff(int bytesPerTick, int ticks) {
    Bodies.Body body = bodies.open("peer", 0, () -> cutOff.add(0));
    for (int i = 0; i < ticks; i++) {
      assertThat(cutOff).isEmpty();
      bodies.tick();
      body.received(bytesPerTick, 0);
    }
    bodies.tick();

    assertThat(cutOff).hasSize(1);
    assertThat(bodies.held()).isZero();
  }

  @Test
  void aBodyThatKeepsTheRateIsNot() {
    Bodies.Body body = bodies.open("peer", 0, () -> cutOff.add(0));
    for (int i = 0; i < 1000; i++) {
      bodies.tick();
      body.received(RATE, 0);
    }
    for (int i = 0; i < GRACE; i++) {
      bodies.tick();
    }

    assertThat(cutOff).as("and it may pause").isEmpty();
    bodies.tick();
    assertThat(cutOff).as("but bytes of long ago buy no more time").hasSize(1);
  }

  @Test
  void anIpv6NetworkIsOnePeer() {
    assertThat(peer("2001:db8::1")).isEqualTo(peer("2001:db8::ffff:1"));
    assertThat(peer("2001:db8::1")).isNotEqualTo(peer("2001:db8:0:1::1"));
    assertThat(peer("192.0.2.1")).isEqualTo(peer("192.0.2.1")).isNotEqualTo(peer("192.0.2.2"));
  }

  private static Object peer(String address) {
    return Peer.of(new InetSocketAddress(address, 1));
  }

  private static Map<Integer, Integer> heldByPeer(Map<Integer, Known> open) {
    Map<Integer, Integer> held = new HashMap<>();
    open.values()
        .forEach(known -> held.merge(known.peer, Bodies.OVERHEAD + known.size, Integer::sum));
    return held;
  }
}
