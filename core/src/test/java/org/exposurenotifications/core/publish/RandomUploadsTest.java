// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.exposurenotifications.core.publish.PublishModel.Counted;
import org.exposurenotifications.core.publish.PublishModel.Expected;
import org.exposurenotifications.core.publish.PublishModel.Sent;
import org.exposurenotifications.core.publish.PublishModel.State;
import org.exposurenotifications.core.publish.PublishOutcome.Reason;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.statistics.HourlyStatistics;
import org.junit.jupiter.api.Test;

/** Random uploads and revisions of few keys, each compared with a simple model. */
class RandomUploadsTest {
  private static final int SEEDS = 60;
  private static final int UPLOADS = 25;

  @Test
  void everyUploadHasTheOutcomeOfTheModel() {
    Map<String, Integer> met = new HashMap<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      new Sequence(seed, met).run();
    }

    // else the sequences would prove less than they seem to
    assertThat(met.keySet())
        .contains(
            "inserted",
            "revised",
            "nothing new",
            Reason.MISSING_REVISION_TOKEN.name(),
            Reason.INVALID_REVISION_TOKEN.name(),
            Reason.KEY_ALREADY_REVISED.name(),
            Reason.INVALID_REPORT_TYPE_TRANSITION.name());
    assertThat(met.values()).allSatisfy(count -> assertThat(count).isGreaterThan(20));
  }

  /** One server with one set of keys. */
  private static final class Sequence {
    private final int seed;
    private final Map<String, Integer> met;
    private final Random random;
    private final PublishWorld world;
    private final PublishModel model;
    private final List<ClientKey> keys;
    private final List<String> tokens = new ArrayList<>();

    Sequence(int seed, Map<String, Integer> met) {
      boolean partial = seed % 3 == 0;
      this.seed = seed;
      this.met = met;
      this.random = new Random(seed);
      this.world =
          new PublishWorld(
              partial ? TestSettings.partialRevisions() : PublishSettings.DEFAULT, seed);
      this.model = new PublishModel(partial);
      this.keys = world.keys(6);
    }

    void run() {
      for (int upload = 0; upload < UPLOADS; upload++) {
        step("seed " + seed + ", upload " + upload);
      }
    }

    private void step(String place) {
      List<ClientKey> chosen = chosen();
      Optional<ReportType> type = type();
      boolean needsToken = type.isEmpty() || random.nextInt(4) > 0;
      String token = token();
      UploadForm form = world.upload(chosen).token(token);
      if (type.isPresent()) {
        form = form.as(type.get()).app(needsToken ? PublishWorld.APP : PublishWorld.TOKENLESS_APP);
      } else {
        form = form.uncertified().app(PublishWorld.UNCERTIFIED_APP);
      }
      Optional<List<TokenEntry>> opened = opened(token);
      Map<TemporaryExposureKey, State> before = model.stored();
      Expected expected =
          model.publish(
              new Sent(
                  chosen.stream()
                      .map(PublishWorld::validated)
                      .sorted(Comparator.comparing(TemporaryExposureKey::keyData))
                      .toList(),
                  type,
                  needsToken,
                  token.isEmpty() ? Optional.empty() : Optional.of(opened.orElse(List.of())),
                  opened.isPresent()));

      assertThat(outcome(world.publish(form))).as(place).isEqualTo(expected);
      assertThat(stored()).as(place).isEqualTo(model.stored());
      assertThat(counted()).as(place).isEqualTo(model.counted());
      count(expected, !before.equals(model.stored()));
    }

    private void count(Expected expected, boolean changed) {
      String word =
          expected
              .refusal()
              .map(Reason::name)
              .orElse(expected.inserted() > 0 ? "inserted" : changed ? "revised" : "nothing new");
      int _ = met.merge(word, 1, Integer::sum);
    }

    /** One to three different keys, a few of them with another period than usual. */
    private List<ClientKey> chosen() {
      List<ClientKey> chosen = new ArrayList<>();
      for (ClientKey key : keys) {
        if (chosen.size() < 3 && random.nextInt(3) == 0) {
          chosen.add(
              random.nextInt(12) > 0
                  ? key
                  : new ClientKey(key.key(), key.rollingStartNumber(), 143, 0));
        }
      }
      return chosen.isEmpty() ? List.of(keys.getLast()) : chosen;
    }

    private Optional<ReportType> type() {
      return switch (random.nextInt(8)) {
        case 0 -> Optional.empty();
        case 1, 2 -> Optional.of(ReportType.CONFIRMED);
        case 3, 4 -> Optional.of(ReportType.LIKELY);
        case 5, 6 -> Optional.of(ReportType.USER_REPORT);
        default -> Optional.of(ReportType.NEGATIVE);
      };
    }

    /** None, a made-up one, an old one, or, mostly, the last one. */
    private String token() {
      int choice = random.nextInt(10);
      if (choice == 0 || tokens.isEmpty()) {
        return "";
      }
      return switch (choice) {
        case 1 -> world.bytes(200).base64();
        case 2 -> tokens.get(random.nextInt(tokens.size()));
        default -> tokens.getLast();
      };
    }

    private Optional<List<TokenEntry>> opened(String token) {
      return token.isEmpty()
          ? Optional.empty()
          : world.tokens(world.ports).open(Bytes.ofBase64(token), world.clock.instant());
    }

    private Expected outcome(PublishOutcome outcome) {
      return switch (outcome) {
        case PublishOutcome.Refused refused ->
            new Expected(Optional.of(refused.reason()), 0, Set.of());
        case PublishOutcome.Accepted accepted -> {
          accepted.revisionToken().ifPresent(tokens::add);
          yield new Expected(
              Optional.empty(),
              accepted.insertedExposures(),
              accepted.revisionToken().isPresent()
                  ? new HashSet<>(opened(accepted.revisionToken().get()).orElseThrow())
                  : Set.of());
        }
      };
    }

    private Map<TemporaryExposureKey, State> stored() {
      Map<Bytes, Optional<ReportType>> revised = new HashMap<>();
      world
          .stores
          .storedRevisions()
          .forEach(revision -> revised.put(revision.keyData(), revision.diagnosis().reportType()));
      Map<TemporaryExposureKey, State> stored = new HashMap<>();
      world
          .stores
          .storedExposures()
          .forEach(exposure ->
              stored.put(
                  exposure.key(),
                  new State(
                      exposure.diagnosis().reportType(),
                      revised.getOrDefault(exposure.key().keyData(), Optional.empty()))));
      return stored;
    }

    private Counted counted() {
      List<HourlyStatistics> hours = world.counted();
      if (hours.isEmpty()) {
        return new Counted(0, 0, 0);
      }
      HourlyStatistics hour = hours.getFirst();
      return new Counted(
          Math.toIntExact(hour.publishes().values().stream().mapToLong(Long::longValue).sum()),
          Math.toIntExact(hour.keys()),
          Math.toIntExact(hour.revisions()));
    }
  }
}
