// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Exposure;
import org.junit.jupiter.api.Test;

/** Lists of any length filter (D1). */
class ExportFiltersTest {
  private final ExportWorld world = new ExportWorld();
  private final Keys us = add(false, "US");
  private final Keys ca = add(false, "CA");
  private final Keys mx = add(false, "MX");
  private final Keys both = add(false, "US", "CA");
  private final Keys traveler = add(true, "MX");

  private record Keys(List<Exposure> exposures) {}

  private Keys add(boolean isTraveler, String... regions) {
    return new Keys(world.add(Instant.parse("2020-12-10T11:00:00Z"), 2, isTraveler, regions));
  }

  @Test
  void anyNumberOfInputRegionsFilters() {
    assertExported(ExportWorld.filter());
    assertExported(ExportWorld.filter("US"), us, both);
    assertExported(ExportWorld.filter("US", "CA"), us, ca, both);
    assertExported(ExportWorld.filter("US", "CA", "MX"), us, ca, mx, both, traveler);
  }

  @Test
  void anyNumberOfExcludedRegionsFilters() {
    assertExported(filter("US,CA,MX", "CA", false, false), us, mx, traveler);
    assertExported(filter("US,CA,MX", "CA,MX", false, false), us);
  }

  @Test
  void travelersOfAnyRegionAreIncludedOrLeftOut() {
    assertExported(filter("US", "", true, false), us, both, traveler);
    assertExported(filter("US", "MX", true, false), us, both);
    assertExported(filter("MX", "", false, true), mx);
  }

  private static KeyFilter filter(
      String input, String exclude, boolean includeTravelers, boolean onlyNonTravelers) {
    return new KeyFilter(
        ExportWorld.regions(input.split(",")),
        exclude.isEmpty() ? ExportWorld.regions() : ExportWorld.regions(exclude.split(",")),
        includeTravelers,
        onlyNonTravelers);
  }

  private void assertExported(KeyFilter filter, Keys... expected) {
    List<Exposure> all =
        Stream.of(expected)
            .flatMap(keys -> keys.exposures().stream())
            .sorted(Comparator.comparing(exposure -> exposure.key().keyData()))
            .toList();
    String name = "export-" + filter.hashCode();
    world.register(ExportWorld.export(name, Duration.ofHours(1), filter, List.of("first")));

    assertThat(world.run().errors()).isEmpty();

    assertThat(world.published(name).keys())
        .isEqualTo(all.stream().map(ExportBatchesTest::published).toList());
  }
}
