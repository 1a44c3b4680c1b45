// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.KEY_ALREADY_REVISED;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.MISSING_REVISION_TOKEN;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.core.publish.PublishOutcome.Accepted;
import org.exposurenotifications.core.publish.PublishOutcome.Refused;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.junit.jupiter.api.RepeatedTest;

/** Many phones at once, on many threads. */
class SimultaneousUploadsTest {
  private static final int PHONES = 30;

  private final PublishWorld world = new PublishWorld();

  @RepeatedTest(10)
  void ofManyEqualUploadsExactlyOneTakesEffect() throws Exception {
    PublishRequest request = world.upload(world.keys(14)).request();

    List<PublishOutcome> outcomes = atOnce(IntStream.range(0, PHONES).mapToObj(_ -> request));

    assertThat(accepted(outcomes))
        .singleElement()
        .extracting(Accepted::insertedExposures)
        .isEqualTo(14);
    assertThat(refused(outcomes))
        .hasSize(PHONES - 1)
        .extracting(Refused::reason)
        .containsOnly(MISSING_REVISION_TOKEN);
    assertThat(world.stores.storedExposures()).hasSize(14);
    assertThat(counted().publishes()).containsEntry(ClientPlatform.UNKNOWN, 1L);
  }

  /** Each shares a key with the ones before and after. */
  @RepeatedTest(10)
  void uploadsThatShareKeysTakeEffectAsAWhole() throws Exception {
    List<List<ClientKey>> uploads = chain();

    List<PublishOutcome> outcomes =
        atOnce(uploads.stream().map(keys -> world.upload(keys).request()));

    Set<String> expected = new HashSet<>();
    for (int i = 0; i < PHONES; i++) {
      if (outcomes.get(i) instanceof Accepted(var _, int inserted, var _, var _)) {
        assertThat(inserted).isEqualTo(3);
        uploads.get(i).forEach(key -> assertThat(expected.add(key.key())).isTrue());
      }
    }
    assertThat(refused(outcomes)).extracting(Refused::reason).containsOnly(MISSING_REVISION_TOKEN);
    assertThat(storedKeys()).isEqualTo(expected);
    assertThat(counted().keys()).isEqualTo(expected.size());
  }

  @RepeatedTest(10)
  void whereNoTokenIsNeededEveryKeyIsInsertedByExactlyOne() throws Exception {
    List<List<ClientKey>> uploads = chain();

    List<PublishOutcome> outcomes =
        atOnce(
            uploads.stream()
                .map(keys -> world.upload(keys).app(PublishWorld.TOKENLESS_APP).request()));

    Set<String> all = new HashSet<>();
    uploads.forEach(keys -> keys.forEach(key -> all.add(key.key())));
    assertThat(refused(outcomes)).isEmpty();
    assertThat(accepted(outcomes).stream().mapToInt(Accepted::insertedExposures).sum())
        .isEqualTo(all.size());
    assertThat(storedKeys()).isEqualTo(all);
    assertThat(counted().keys()).isEqualTo(all.size());
  }

  @RepeatedTest(10)
  void ofManyRevisionsOneTakesEffectAndNobodyIsToldOtherwise() throws Exception {
    List<ClientKey> keys = world.keys(14);
    Accepted first = world.accepted(world.upload(keys).as(ReportType.LIKELY));
    PublishRequest confirmed = world.upload(keys).token(first).request();
    PublishRequest negative = world.upload(keys).as(ReportType.NEGATIVE).token(first).request();

    List<PublishOutcome> outcomes =
        atOnce(IntStream.range(0, PHONES).mapToObj(i -> i % 2 == 0 ? confirmed : negative));

    assertThat(world.stores.storedRevisions()).hasSize(14);
    Set<ReportType> revisedTo = new HashSet<>();
    world
        .stores
        .storedRevisions()
        .forEach(revision -> revisedTo.add(revision.diagnosis().reportType().orElseThrow()));
    assertThat(revisedTo).hasSize(1);
    int winners = revisedTo.contains(ReportType.CONFIRMED) ? 0 : 1;
    for (int i = 0; i < PHONES; i++) {
      if (i % 2 == winners) {
        assertThat(PublishWorld.accepted(outcomes.get(i)).insertedExposures()).isZero();
      } else {
        assertThat(PublishWorld.refused(outcomes.get(i)).reason()).isEqualTo(KEY_ALREADY_REVISED);
      }
    }
    assertThat(counted().revisions()).isOne();
    assertThat(counted().keys()).isEqualTo(28);
  }

  private List<List<ClientKey>> chain() {
    List<ClientKey> keys =
        IntStream.range(0, 2 * PHONES + 1)
            .mapToObj(i -> world.key(PublishWorld.TODAY - 1000 + i, 1, 0))
            .toList();
    return IntStream.range(0, PHONES).mapToObj(i -> keys.subList(2 * i, 2 * i + 3)).toList();
  }

  private Set<String> storedKeys() {
    Set<String> stored = new HashSet<>();
    world
        .stores
        .storedExposures()
        .forEach(exposure -> stored.add(exposure.key().keyData().base64()));
    return stored;
  }

  private HourlyStatistics counted() {
    assertThat(world.counted()).hasSize(1);
    return world.counted().getFirst();
  }

  private static List<Accepted> accepted(List<PublishOutcome> outcomes) {
    return outcomes.stream().filter(Accepted.class::isInstance).map(Accepted.class::cast).toList();
  }

  private static List<Refused> refused(List<PublishOutcome> outcomes) {
    return outcomes.stream().filter(Refused.class::isInstance).map(Refused.class::cast).toList();
  }

  /** The outcomes in the order of the requests. */
  private List<PublishOutcome> atOnce(Stream<PublishRequest> requests) throws Exception {
    PublishKeys server = world.publishKeys(world.ports);
    CyclicBarrier start = new CyclicBarrier(PHONES);
    List<Callable<PublishOutcome>> phones = new ArrayList<>();
    requests.forEach(request ->
        phones.add(() -> {
          int _ = start.await();
          return server.publish(request);
        }));
    List<PublishOutcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(PHONES)) {
      for (Future<PublishOutcome> outcome : threads.invokeAll(phones)) {
        outcomes.add(outcome.get());
      }
    }
    return outcomes;
  }
}
