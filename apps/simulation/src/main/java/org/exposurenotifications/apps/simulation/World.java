// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.Upload;

/** Everything of one run: its plan, its time, what is stored and what took effect. */
final class World {
  /** Worlds take thousands; one that does not end takes more. */
  private static final int MOST_STEPS = 2_000_000;

  final Plan plan;
  final Scheduler scheduler;
  final Ledger ledger;
  final Stores stores;
  final Platform platform;
  final Settings settings;
  private final MemoryStores memory;
  private final Optional<List<String>> trace;
  private final Set<String> happened = new HashSet<>();
  private long steps;

  /**
   * @param sabotage spoils the stores and the platform, to prove that it is found
   * @param traced whether to keep a line for each port call
   */
  World(Plan plan, Sabotage sabotage, boolean traced) {
    this.plan = plan;
    this.scheduler = new Scheduler(plan.start().toEpochMilli());
    this.trace = traced ? Optional.of(new ArrayList<>()) : Optional.empty();
    this.memory = new MemoryStores(() -> Instant.ofEpochMilli(scheduler.now()));
    MemoryPlatform inMemory = new MemoryPlatform();
    this.ledger = new Ledger(memory, inMemory.blobs());
    this.stores = sabotage.stores(hooked(memory));
    this.platform =
        sabotage.platform(
            new SimulatedPlatform(
                hooked(inMemory.blobs()),
                new SimulatedSigningKeys(this::signingFails),
                inMemory.keyEncryption()));
    this.settings = sabotage.settings(plan.settings());
    memory.configuration().apply(configuration());
  }

  /** As they are registered now. */
  List<ExportConfig> exports() {
    return memory.configuration().load().exportConfigs();
  }

  /** Adds the export, or replaces the one of its name. */
  void register(ExportConfig export) {
    memory
        .configuration()
        .apply(new Configuration(List.of(), List.of(), List.of(), List.of(export)));
  }

  private boolean signingFails() {
    boolean fails = plan.outage().filter(outage -> outage.isOn(now())).isPresent();
    if (fails) {
      happened("outage");
    }
    return fails;
  }

  /** As an operator does who was told of batches that nobody works on any more. */
  void revive() {
    memory.batches().unfinished().stream()
        .filter(UnfinishedBatch::deadLettered)
        .forEach(batch -> {
          memory.batches().revive(batch.id());
          ledger.revived(batch);
        });
  }

  Instant now() {
    return Instant.ofEpochMilli(scheduler.now());
  }

  MemoryStores memory() {
    return memory;
  }

  /** Counts a port call. */
  void step() {
    if (++steps > MOST_STEPS) {
      throw new IllegalStateException("this world does not come to an end");
    }
  }

  long steps() {
    return steps;
  }

  /** Notes something that can be taken out of the world, by its name. */
  void happened(String name) {
    happened.add(name);
  }

  Set<String> happened() {
    return happened;
  }

  void trace(Supplier<String> line) {
    trace.ifPresent(lines -> lines.add(now() + " " + line.get()));
  }

  List<String> trace() {
    return trace.orElse(List.of());
  }

  private Configuration configuration() {
    return new Configuration(
        List.of(Authority.registration()),
        plan.apps(),
        List.of(signer("one"), signer("two")),
        plan.exports());
  }

  private static SignatureInfo signer(String id) {
    return new SignatureInfo(id, "key-" + id, "310", id, Optional.empty(), Optional.empty());
  }

  private Stores hooked(MemoryStores memory) {
    return new Stores(
        Hooked.over(
            ExposureStore.class,
            memory.exposures(),
            Map.of(
                "addIfNonePresent",
                (arguments, answer) -> {
                  if (answer instanceof List<?> present && present.isEmpty()) {
                    ledger.added(((Upload) arguments[0]).exposures());
                  }
                },
                "merge",
                (arguments, answer) -> {
                  if (Boolean.TRUE.equals(answer)) {
                    ledger.added(((Merge) arguments[0]).exposures());
                    ledger.changed(((Merge) arguments[0]).revisions());
                  }
                },
                "delete",
                (_, _) -> ledger.cleaned(latestNow().minus(ttl())))),
        memory.statistics(),
        Hooked.over(
            WindowStore.class,
            memory.windows(),
            Map.of("closeBefore", (arguments, _) -> closed((Instant) arguments[0]))),
        Hooked.over(
            BatchStore.class,
            memory.batches(),
            Map.of(
                "plan",
                (arguments, answer) -> {
                  if (Boolean.TRUE.equals(answer)) {
                    ledger.planned(plans(arguments[1]));
                  }
                },
                "fail",
                (arguments, answer) -> {
                  if (answer instanceof Integer failures && failures > 0) {
                    ledger.failed((Batch) arguments[0]);
                  }
                },
                "deadLetter",
                (arguments, answer) -> {
                  if (Boolean.TRUE.equals(answer)) {
                    ledger.failed((Batch) arguments[0]);
                  }
                },
                "complete",
                (arguments, answer) -> {
                  if (Boolean.TRUE.equals(answer)) {
                    completed((Batch) arguments[0], names(arguments[1]));
                  }
                })),
        memory.batchKeys(),
        memory.exportFiles(),
        memory.configuration(),
        memory.revisionKeys(),
        memory.leases(),
        memory.clock());
  }

  /** The latest time that any sane clock shows. */
  private Instant latestNow() {
    return now().plus(plan.settings().clock().maxSkew());
  }

  private void completed(Batch batch, List<String> names) {
    boolean hasFiles = batch.layout().filter(layout -> layout.files().isEmpty()).isEmpty();
    if (names.isEmpty() && hasFiles) {
      ledger.gaveUp(batch, latestNow().minus(ttl()));
    } else {
      ledger.published(batch, names);
    }
  }

  private Duration ttl() {
    return plan.settings().retention().ttl();
  }

  private void closed(Instant until) {
    if (until.isAfter(latestNow())) {
      ledger.found(
          "windows close once they are over",
          "at %s windows were closed until %s".formatted(now(), until));
    }
  }

  private BlobStore hooked(BlobStore blobs) {
    return Hooked.over(
        BlobStore.class,
        blobs,
        Map.of(
            "put", (arguments, _) -> ledger.written((BlobName) arguments[0]),
            "delete", (arguments, _) -> ledger.deleted((BlobName) arguments[0])));
  }

  private static List<BatchPlan> plans(Object argument) {
    return ((Collection<?>) argument).stream().map(BatchPlan.class::cast).toList();
  }

  private static List<String> names(Object argument) {
    return ((Collection<?>) argument).stream().map(String.class::cast).toList();
  }
}
