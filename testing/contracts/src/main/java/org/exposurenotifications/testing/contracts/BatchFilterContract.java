// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.junit.jupiter.api.Test;

/**
 * The clauses of {@link BatchKeys} about which keys a filter accepts. All look at these keys, which
 * are revised, too:
 *
 * <pre>
 *   1 US          4 MX traveler      7 none
 *   2 CA          5 US, CA           8 none, traveler
 *   3 US traveler 6 US, MX traveler
 * </pre>
 */
public interface BatchFilterContract extends StoresUnderTest {
  @Test
  default void withoutInputRegionsNoKeyIsAccepted() {
    assertAccepted(new String[] {}, new String[] {});
  }

  @Test
  default void oneInputRegionTakesItsKeys() {
    assertAccepted(new String[] {"US"}, new String[] {}, 1, 3, 5, 6);
  }

  @Test
  default void twoInputRegionsTakeTheKeysOfEitherOnce() {
    assertAccepted(new String[] {"US", "CA"}, new String[] {}, 1, 2, 3, 5, 6);
  }

  @Test
  default void threeInputRegionsTakeTheKeysOfAnyOnce() {
    assertAccepted(new String[] {"CA", "MX", "DE"}, new String[] {}, 2, 4, 5, 6);
  }

  @Test
  default void anExcludedRegionTakesItsKeysAway() {
    assertAccepted(new String[] {"US"}, new String[] {"CA"}, 1, 3, 6);
  }

  @Test
  default void severalExcludedRegionsTakeTheirKeysAway() {
    assertAccepted(new String[] {"US"}, new String[] {"CA", "MX"}, 1, 3);
    assertAccepted(new String[] {"US", "CA"}, new String[] {"DE", "MX", "FR"}, 1, 2, 3, 5);
  }

  @Test
  default void aRegionBothTakenAndExcludedIsExcluded() {
    assertAccepted(new String[] {"US", "CA"}, new String[] {"US"}, 2);
  }

  @Test
  default void includedTravelersComeFromAnyRegion() {
    assertThat(accepted(true, false, new String[] {"CA"}, new String[] {}))
        .containsExactly(2, 3, 4, 5, 6, 8);
  }

  @Test
  default void travelersAloneMayBeTaken() {
    assertThat(accepted(true, false, new String[] {}, new String[] {})).containsExactly(3, 4, 6, 8);
  }

  @Test
  default void travelersOfAnExcludedRegionAreLeftOut() {
    assertThat(accepted(true, false, new String[] {"CA"}, new String[] {"MX", "DE"}))
        .containsExactly(2, 3, 5, 8);
  }

  @Test
  default void onlyNonTravelersLeavesTravelersOut() {
    assertThat(accepted(false, true, new String[] {"US", "MX"}, new String[] {}))
        .containsExactly(1, 5);
    assertThat(accepted(false, true, new String[] {"US", "MX"}, new String[] {"CA", "DE"}))
        .containsExactly(1);
  }

  private void assertAccepted(String[] input, String[] exclude, int... expected) {
    assertThat(accepted(false, false, input, exclude)).containsExactly(boxed(expected));
  }

  private List<Integer> accepted(
      boolean includeTravelers, boolean onlyNonTravelers, String[] input, String[] exclude) {
    ExportSteps exports = new ExportSteps(stores());
    storeKeys();
    KeyFilter filter =
        new KeyFilter(
            Samples.regions(input), Samples.regions(exclude), includeTravelers, onlyNonTravelers);
    Batch batch = exports.passing("filtered" + filter.hashCode(), filter, Samples.hours(0, 1));
    List<Integer> accepted = new ArrayList<>();
    for (int number = 1; number <= 8; number++) {
      if (exports.keyData(batch).contains(Samples.keyData(number))) {
        accepted.add(number);
      }
    }
    assertThat(exports.keyData(batch)).hasSameSizeAs(accepted);
    assertThat(exports.revisedKeyData(batch)).isEqualTo(exports.keyData(batch));
    assertThat(stores().batchKeys().count(batch))
        .isEqualTo(new BatchKeys.Count(accepted.size(), accepted.size()));
    return accepted;
  }

  /** Once for all filters of a test. */
  private void storeKeys() {
    List<Exposure> exposures =
        List.of(
            Samples.exposure(1, Samples.hour(0), false, "US"),
            Samples.exposure(2, Samples.hour(0), false, "CA"),
            Samples.exposure(3, Samples.hour(0), true, "US"),
            Samples.exposure(4, Samples.hour(0), true, "MX"),
            Samples.exposure(5, Samples.hour(0), false, "US", "CA"),
            Samples.exposure(6, Samples.hour(0), true, "US", "MX"),
            Samples.exposure(7, Samples.hour(0), false),
            Samples.exposure(8, Samples.hour(0), true));
    if (stores().exposures().merge(Samples.merge(exposures, List.of()))) {
      List<Revision> revisions =
          exposures.stream()
              .map(exposure -> exposure.key().keyData())
              .map(key ->
                  new Revision(
                      key,
                      Samples.revision(1, Samples.hour(0)).diagnosis(),
                      Optional.empty(),
                      Samples.hour(0)))
              .toList();
      assertThat(stores().exposures().merge(Samples.merge(List.of(), revisions))).isTrue();
    }
  }

  private static Integer[] boxed(int[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
  }
}
