// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.secrets.Secret;
import org.exposurenotifications.testing.contracts.Samples;
import org.junit.jupiter.api.Test;

final class InspectionTest {
  @Test
  void whatIsStoredIsShownAscendingWithItsRevisions() {
    MemoryStores stores = new MemoryStores();
    Exposure one = Samples.exposure(1, Samples.hour(0));
    Exposure two = Samples.exposure(2, Samples.hour(0));
    stores.exposures().merge(Samples.merge(List.of(two), List.of()));
    stores
        .exposures()
        .merge(Samples.merge(List.of(one), List.of(Samples.revision(2, Samples.hour(1)))));
    assertThat(stores.storedExposures()).containsExactly(one, two);
    assertThat(stores.storedRevisions()).containsExactly(Samples.revision(2, Samples.hour(1)));
  }

  @Test
  void secretsMayBeGivenAtTheStart() {
    try (MemoryPlatform platform = new MemoryPlatform(Map.of("name", "value"))) {
      assertThat(platform.secrets().find("name").map(Secret::reveal)).hasValue("value");
    }
  }
}
