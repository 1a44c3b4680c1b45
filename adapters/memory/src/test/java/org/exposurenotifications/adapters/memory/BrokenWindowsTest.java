// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.testing.contracts.BatchKeysContract;
import org.exposurenotifications.testing.contracts.Stores;
import org.junit.jupiter.api.Test;

final class BrokenWindowsTest {
  @Test
  void windowsThatNeverCloseFailThoseClauses() {
    assertThat(Verdict.failedClauses(NeverClosed.class))
        .contains(
            "aKeyOfAClosedWindowMovesToTheFirstOpenOne",
            "aMergedKeyOfAClosedWindowMovesToo",
            "aRevisionOfAClosedWindowMovesToTheFirstOpenOne",
            "aWindowNeverOpensAgain")
        .doesNotContain("aKeyOfAnOpenWindowStaysInIt", "everyWindowIsOpenAtFirst");
  }

  @Test
  void windowsThatCloseTooSoonFailThoseClauses() {
    assertThat(Verdict.failedClauses(ClosedTooSoon.class))
        .contains("aKeyOfAnOpenWindowStaysInIt", "aRevisionOfTheFirstOpenWindowStaysInIt")
        .doesNotContain("aKeyThatWasThereBeforeStaysInItsWindow", "everyWindowIsOpenAtFirst");
  }

  @Test
  void windowsThatOpenAgainUnderAPublishedBatchFailThoseClauses() {
    assertThat(Verdict.failedClauses(OpenedTooFar.class))
        .containsExactlyInAnyOrder(
            "aPublishedBatchOfTheFutureStaysAndItsWindowToo",
            "aWindowThatIsCoveredByABatchThatStaysDoesNotOpenAgain",
            "batchesOfTheFutureWithoutFilesAreForgotten",
            "windowsThatAreClosedNoFurtherStayAsTheyAre");
  }

  @Test
  void keysReadToTheEndOfTheWindowInclusiveFailThatClause() {
    assertThat(Verdict.failedClauses(EndIncluded.class))
        .containsExactly(
            "revisionsBelongToTheWindowOfTheRevision",
            "theStartOfTheWindowBelongsToItAndItsEndDoesNot");
  }

  static final class NeverClosed extends ForwardingWindows {
    @Override
    public Instant closeBefore(Instant until) {
      return until;
    }
  }

  static final class ClosedTooSoon extends ForwardingWindows {
    @Override
    public Instant closeBefore(Instant until) {
      super.closeBefore(until.plus(Duration.ofHours(1)));
      return until;
    }
  }

  static final class OpenedTooFar extends ForwardingWindows {
    private Optional<Instant> openedUntil = Optional.empty();

    @Override
    public Optional<Instant> closedUntil() {
      return openedUntil.or(super::closedUntil);
    }

    @Override
    public int reopen(Instant now, Instant until) {
      int forgotten = super.reopen(now, until);
      openedUntil = Optional.of(until);
      return forgotten;
    }
  }

  static final class EndIncluded implements BatchKeysContract, BatchKeys {
    private final MemoryStores memory = new MemoryStores();
    private final Stores stores = TestStores.with((BatchKeys) this, memory);

    @Override
    public Stores stores() {
      return stores;
    }

    @Override
    public Count count(Batch batch) {
      return memory.batchKeys().count(longer(batch));
    }

    @Override
    public Stream<ExportKey> keys(Batch batch) {
      return memory.batchKeys().keys(longer(batch));
    }

    @Override
    public Stream<ExportKey> revisedKeys(Batch batch) {
      return memory.batchKeys().revisedKeys(longer(batch));
    }

    @Override
    public List<KeyGroup> groups(Window window) {
      return memory.batchKeys().groups(longer(window));
    }

    @Override
    public List<RevisedKey> revised(Window window) {
      return memory.batchKeys().revised(longer(window));
    }

    @Override
    public List<Exposure> unrevisedPadding(
        Window window, NavigableSet<Region> regions, boolean traveler, int limit) {
      return memory.batchKeys().unrevisedPadding(window, regions, traveler, limit);
    }

    private static Window longer(Window window) {
      return new Window(window.start(), window.end().plus(Duration.ofSeconds(1)));
    }

    private static Batch longer(Batch batch) {
      return new Batch(
          batch.id(),
          batch.fence(),
          batch.failures(),
          batch.lapses(),
          batch.bucket(),
          batch.filenameRoot(),
          longer(batch.window()),
          batch.outputRegion(),
          batch.filter(),
          batch.maxRecords(),
          batch.signatureInfos(),
          batch.layout());
    }
  }
}
