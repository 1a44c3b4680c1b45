// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones that remember no more than the last line of an index they have seen (7.2). */
class LastLineTest {
  /**
   * As the client contract says: what stands behind the last line is new; start over without it.
   */
  private static final class Phone {
    private final List<String> taken = new ArrayList<>();
    private String last = "";

    void look(List<String> lines) {
      taken.addAll(lines.subList(lines.indexOf(last) + 1, lines.size()));
      last = lines.isEmpty() ? "" : lines.getLast();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = 100)
  void takeEachFileOnceHoweverLateItComes(int worlds) {
    int late = 0;
    for (int seed = 1; seed <= worlds; seed++) {
      late += live(new Random(seed), "seed " + seed) ? 1 : 0;
    }
    assertThat(late).as("worlds with a late file").isPositive();
  }

  /** Whether there was a late file. */
  private static boolean live(Random random, String seed) {
    var world = new ExportWorld();
    var phone = new Phone();
    world.register(ExportWorld.export("hourly", Duration.ofHours(1)));
    for (int hour = 0; hour < 12; hour++) {
      world.add(BatchRanges.floor(world.clock.instant(), Duration.ofHours(1)).toString(), 1);
      world.clock.advance(Duration.ofHours(1));
      world.planBatches(world.ports).run();
      for (int run = random.nextInt(3); run > 0; run--) {
        signWith(world, random.nextBoolean() ? "key-1" : "no-such-key");
        world.exportBatches(world.ports).run();
        world.clock.advance(Duration.ofMinutes(random.nextInt(15)));
        if (random.nextBoolean()) {
          phone.look(world.published("hourly").names());
        }
      }
    }
    signWith(world, "key-1");
    world.clock.advance(Duration.ofHours(1));
    world.exportBatches(world.ports).run();
    List<String> names = world.published("hourly").names();
    phone.look(names);
    assertThat(phone.taken).as(seed).containsExactlyElementsOf(names).hasSizeGreaterThan(8);
    return !names.equals(names.stream().sorted().toList());
  }

  private static void signWith(ExportWorld world, String key) {
    world.register(ExportWorld.signer("first", key));
  }
}
