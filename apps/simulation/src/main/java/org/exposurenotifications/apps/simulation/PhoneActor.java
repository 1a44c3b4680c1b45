// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.exposurenotifications.core.certificate.KeyText;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.core.publish.ClientKey;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishOutcome.Accepted;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/** A phone that uploads, tries again when there is no answer, and perhaps revises later. */
final class PhoneActor implements Runnable {
  private static final int MOST_TRIES = 4;

  /** A request makes few calls, a job many: so that each meets a fault now and then. */
  private static final int OFTENER = 8;

  private final World world;
  private final Plan.Phone plan;
  private final List<Replica> replicas;
  private final Dice dice;
  private final SplittableRandom random;
  private final List<ClientKey> keys = new ArrayList<>();
  private String token = "";
  private int requests;

  PhoneActor(World world, Plan.Phone plan, List<Replica> replicas) {
    this.world = world;
    this.plan = plan;
    this.replicas = replicas;
    this.dice = world.plan.dice().of(plan.name()).of("requests");
    this.random = dice.of("keys").sequence();
  }

  @Override
  public void run() {
    for (int i = 0; i < plan.decoys(); i++) {
      decoy();
    }
    for (int day = plan.firstDay(); day < plan.firstDay() + plan.keys(); day++) {
      keys.add(key(day));
    }
    world.happened(plan.name());
    upload(plan.type());
    plan.change().filter(_ -> world.plan.has(plan.name() + " change")).ifPresent(this::change);
  }

  private void change(Plan.Change change) {
    world.scheduler.sleepUntil(world.scheduler.now() + change.after().toMillis());
    if (world.now().isBefore(world.plan.end())) {
      world.happened(plan.name() + " change");
      if (change.addsAKey()) {
        keys.add(key(plan.firstDay() + plan.keys()));
      }
      upload(Optional.of(change.type()));
    }
  }

  private void upload(Optional<ReportType> type) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Bytes secret = bytes();
      PublishRequest request =
          new PublishRequest(
              keys,
              plan.app().name(),
              type.map(t -> certificate(t, secret)).orElse(""),
              secret.base64(),
              0,
              plan.traveler(),
              token,
              List.of(),
              "",
              ClientPlatform.UNKNOWN);
      Optional<PublishOutcome> outcome = publish(request);
      if (outcome.isPresent()) {
        if (outcome.get() instanceof Accepted accepted) {
          token = accepted.revisionToken().orElse(token);
        }
        return;
      }
      Dice wait = dice.of(requests).of("wait");
      world.scheduler.sleepUntil(
          world.scheduler.now() + Duration.ofSeconds(wait.between(1, 4 * 3600)).toMillis());
    }
  }

  /** Empty if there was no answer. */
  private Optional<PublishOutcome> publish(PublishRequest request) {
    Replica replica = replica();
    try {
      PublishOutcome outcome = replica.publish(request, faults());
      world.trace(() -> plan.name() + " " + outcome);
      return Optional.of(outcome);
    } catch (Crash | PortFailure | JobFailure _) {
      world.trace(() -> plan.name() + " no answer");
      return Optional.empty();
    }
  }

  private void decoy() {
    Replica replica = replica();
    try {
      PublishOutcome _ = replica.rehearse(faults());
    } catch (Crash | PortFailure | JobFailure _) {
      world.trace(() -> plan.name() + " no answer to a decoy");
    }
  }

  private Replica replica() {
    requests++;
    return dice.of(requests).of("replica").pick(replicas);
  }

  private Faults faults() {
    return new Faults(
        plan.name() + "/" + requests,
        world.plan.dice(),
        Math.ceilDiv(world.plan.faultOneIn(), OFTENER),
        world.plan.without());
  }

  private String certificate(ReportType type, Bytes secret) {
    List<KeyText> texts =
        keys.stream()
            .map(key ->
                new KeyText(
                    key.key(),
                    key.rollingStartNumber(),
                    key.rollingPeriod(),
                    key.transmissionRisk()))
            .toList();
    return Authority.certify(type, secret, texts, new SimulatedRandom(dice.of(requests)));
  }

  private ClientKey key(int daysAgo) {
    Instant day = plan.uploadAt().minus(Duration.ofDays(daysAgo));
    int start = IntervalNumber.at(day).value() / IntervalNumber.PER_DAY * IntervalNumber.PER_DAY;
    return new ClientKey(bytes().base64(), start, IntervalNumber.PER_DAY, random.nextInt(3));
  }

  private Bytes bytes() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
