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
  private final Required required;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> pending = new ArrayList<>();
  private Map<String, PrivacyAttack.Score> attacks = Map.of();
  private int atWork;
  private int processes;

  Director(World world, Required required) {
    this.world = world;
    this.required = required;
  }

  List<Finding> findings() {
    return findings;
  }

  List<Finding> pending() {
    return pending;
  }

  Map<String, PrivacyAttack.Score> attacks() {
    return attacks;
  }

  /** To be called once, before the scheduler runs. */
  void raise() {
    Plan plan = world.plan;
    long begin = plan.start().toEpochMilli();
    if (!required.firstDay()) {
      add(begin, () -> process().useCases().planBatches().run());
    }
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
    while (atWork > 0) {
      sleep(Duration.ofHours(1));
    }
    Instant quiet = quietFrom();
    while (world.now().isBefore(quiet)) {
      sleep(ROUND);
      world.revive();
      WorkerActor.runJobs(process(), world, false);
    }
    WorkerActor.runJobs(process(), world, true);
    Evidence evidence = Evidence.of(world);
    attacks = PrivacyAttacks.scores(evidence);
    Checks checks = Checks.of(required);
    findings.addAll(checks.findRequired(evidence));
    pending.addAll(checks.findPending(evidence));
    forget();
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

  private ServerProcess process() {
    return new ServerProcess(world, "director", 0, processes++);
  }

  private void sleep(Duration duration) {
    world.scheduler.sleepUntil(world.scheduler.now() + duration.toMillis());
  }
}
