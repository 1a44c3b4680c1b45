// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bodies whose senders keep the server waiting. All together hold a bounded memory: when it is used
 * up, the peer that holds most loses its slowest body. A body also has to keep up a minimum rate.
 * Time is counted in ticks. Thread-safe.
 */
final class Bodies {
  /** What they may hold together, in bytes. */
  static final int CAPACITY = 6 << 20;

  /** What a body costs beside its bytes: its connection's thread, buffers and request. */
  static final int OVERHEAD = 12 << 10;

  private final int bytesPerTick;
  private final int mostCredit;
  private final Map<Object, Set<Body>> byPeer = new HashMap<>();
  private int held;

  /**
   * @param bytesPerTick the minimum rate
   * @param graceTicks how far a body may fall behind it
   */
  Bodies(int bytesPerTick, int graceTicks) {
    this.bytesPerTick = bytesPerTick;
    this.mostCredit = bytesPerTick * graceTicks;
  }

  /** One body; guarded by the registry. */
  final class Body {
    private final Object peer;
    private final Runnable cutOff;
    private int size;
    private int credit = mostCredit;

    private Body(Object peer, Runnable cutOff) {
      this.peer = peer;
      this.cutOff = cutOff;
    }

    /**
     * Says that bytes came in.
     *
     * @param size what is held of the body now, in bytes
     */
    void received(int bytes, int size) {
      resize(this, bytes, size).forEach(Runnable::run);
    }

    /** Says that the body is complete, or given up. */
    void close() {
      remove(this);
    }
  }

  /**
   * Takes in a body that has to be waited for.
   *
   * @param peer who sends it
   * @param size what is held of it already, in bytes
   * @param cutOff ends the sender's connection
   */
  Body open(Object peer, int size, Runnable cutOff) {
    Body body = new Body(peer, cutOff);
    add(body);
    resize(body, 0, size).forEach(Runnable::run);
    return body;
  }

  /** Lets time pass, and cuts off the bodies that are too slow. */
  void tick() {
    tooSlow().forEach(Runnable::run);
  }

  /** What all of them hold, in bytes. */
  synchronized int held() {
    return held;
  }

  private synchronized void add(Body body) {
    byPeer.computeIfAbsent(body.peer, _ -> new LinkedHashSet<>()).add(body);
    held += OVERHEAD;
  }

  private synchronized void remove(Body body) {
    Set<Body> ofPeer = byPeer.get(body.peer);
    if (ofPeer == null || !ofPeer.remove(body)) {
      return;
    }
    held -= OVERHEAD + body.size;
    if (ofPeer.isEmpty()) {
      byPeer.remove(body.peer);
    }
  }

  private synchronized List<Runnable> resize(Body body, int bytes, int size) {
    if (!byPeer.getOrDefault(body.peer, Set.of()).contains(body)) {
      return List.of();
    }
    held += size - body.size;
    body.size = size;
    body.credit = Math.min(mostCredit, body.credit + bytes);
    List<Runnable> evicted = new ArrayList<>();
    while (held > CAPACITY) {
      Body slowest = slowest();
      remove(slowest);
      evicted.add(slowest.cutOff);
    }
    return evicted;
  }

  private Body slowest() {
    return byPeer.values().stream()
        .max(Comparator.comparingInt(Bodies::sum))
        .flatMap(ofPeer -> ofPeer.stream().min(Comparator.comparingInt(body -> body.credit)))
        .orElseThrow();
  }

  private static int sum(Collection<Body> bodies) {
    return bodies.stream().mapToInt(body -> OVERHEAD + body.size).sum();
  }

  private synchronized List<Runnable> tooSlow() {
    List<Body> late = new ArrayList<>();
    for (Set<Body> ofPeer : byPeer.values()) {
      for (Body body : ofPeer) {
        body.credit -= bytesPerTick;
        if (body.credit < 0) {
          late.add(body);
        }
      }
    }
    late.forEach(this::remove);
    return late.stream().map(body -> body.cutOff).toList();
  }
}
