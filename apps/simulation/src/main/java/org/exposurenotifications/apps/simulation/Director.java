// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;

/** Raises the actors, waits for their end, lets the server catch up in peace, and judges. */
final class Director {
  private static final Duration ROUND = Duration.ofHours(6);

  private final World world;
  private final List<Finding> findings = new ArrayList<>();
  private Map<String, PrivacyAttack.Score> attacks = Map.of();
  private int atWork;
  private int processes;

  Director(World world) {
    this.world = world;
  }

  List<Finding> findings() {
    return findings;
  }

  Map<String, PrivacyAttack.Score> attacks() {
    return attacks;
  }

  /** To be called once, before the scheduler runs. */
  void raise() {
    Plan plan = world.plan;
    long begin = plan.start().toEpochMilli();
    plan.exports().forEach(export -> world.happened(export.name()));
    List<Replica> replicas =
        IntStream.range(0, plan.replicaSkews().size())
            .mapToObj(i -> new Replica(world, "replica-" + i, plan.replicaSkews().get(i)))
            .toList();
    for (Plan.Phone phone : plan.phones()) {
      add(phone.uploadAt().toEpochMilli(), new PhoneActor(world, phone, replicas));
    }
    for (Plan.Worker worker : plan.workers()) {
      world.happened(worker.name());
      add(begin + 60_000, new WorkerActor(world, worker));
    }
    add(begin, new OperatorActor(world));
    world.scheduler.add(plan.end().toEpochMilli(), () -> guarded(this::conclude));
  }

  private void add(long at, Runnable actor) {
    atWork++;
    world.scheduler.add(
        at,
        () -> {
          guarded(actor);
          atWork--;
        });
  }

  private void guarded(Runnable actor) {
    try {
      actor.run();
    } catch (RuntimeException | AssertionError e) {
      findings.add(
          new Finding("nothing unexpected happens", e + " at " + e.getStackTrace()[0].toString()));
    }
  }

  private void conclude() {
    if (world.plan.faultOneIn() == 0 && world.plan.outage().isEmpty()) {
      goesOn();
    }
    while (atWork > 0) {
      round();
    }
    Instant quiet = quietFrom();
    while (world.now().isBefore(quiet)) {
      round();
    }
    jobs().run(true);
    sleep(ROUND); // no batch waits for a retry for as long
    jobs().run(true);
    List<String> errors = jobs().run(true);
    Evidence evidence = Evidence.of(world);
    attacks = PrivacyAttacks.scores(evidence);
    findings.addAll(Checks.find(evidence));
    errors.forEach(error -> findings.add(new Finding("jobs are content at last", error)));
    forget();
  }

  private void round() {
    sleep(ROUND);
    world.revive();
    jobs().run(false);
  }

  /** Without faults workers get everything done in time, though others have wrong clocks. */
  private void goesOn() {
    Overdue.in(world)
        .forEach(thing -> findings.add(new Finding("work goes on", thing + " without any fault")));
  }

  /** When the last key has been due for export for a while. */
  private Instant quietFrom() {
    Stream<Instant> windows =
        Stream.concat(
            world.ledger.accepted().values().stream().map(Exposure::createdAt),
            world.ledger.revised().values().stream().map(Revision::revisedAt));
    return windows
        .max(Instant::compareTo)
        .filter(world.now()::isBefore)
        .orElse(world.now())
        .plus(Duration.ofHours(27))
        .plus(world.plan.settings().export().minWindowAge());
  }

  /** Much later, once nothing has to be kept any more. */
  private void forget() {
    sleep(world.plan.settings().retention().ttl().plusDays(3));
    ServerProcess process = process();
    process.useCases().removeExpiredKeys().run();
    process.useCases().removeExpiredFiles().run();
    findings.addAll(new NothingOutlivesItsTime().judge(world));
  }

  private Jobs jobs() {
    return new Jobs(world, process());
  }

  private ServerProcess process() {
    return new ServerProcess(world, "director", 0, processes++);
  }

  private void sleep(Duration duration) {
    world.scheduler.sleepUntil(world.scheduler.now() + duration.toMillis());
  }
}
