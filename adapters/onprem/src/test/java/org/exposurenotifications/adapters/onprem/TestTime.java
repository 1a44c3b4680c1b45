// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.onprem;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Time that passes when a test says so, or when somebody sleeps. */
final class TestTime implements InstantSource, Retries.Sleeper, Alarm {
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Set> alarms = new ArrayDeque<>();

  /** An alarm that was set and is not called off. */
  record Set(Duration delay, Runnable action) {}

  @Override
  public synchronized Instant instant() {
    return now;
  }

  synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public void sleep(Duration pause) {
    pauses.add(pause);
    pass(pause);
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  @Override
  public synchronized Runnable set(Duration delay, Runnable action) {
    Set alarm = new Set(delay, action);
    alarms.add(alarm);
    return () -> callOff(alarm);
  }

  private synchronized void callOff(Set alarm) {
    alarms.remove(alarm);
  }

  synchronized List<Set> alarms() {
    return List.copyOf(alarms);
  }

  /** Lets the time pass until the only alarm, and does what it is for. */
  void ring() {
    Set alarm;
    synchronized (this) {
      alarm = alarms.removeFirst();
    }
    pass(alarm.delay());
    alarm.action().run();
  }

  /** A platform of this time, with everything in Vault. */
  OnPremPlatform open(OnPremConfig.Vault vault) {
    return new OnPremPlatform(TestPlatforms.inVault(vault), this, new SecureRandom(), this, this);
  }
}
