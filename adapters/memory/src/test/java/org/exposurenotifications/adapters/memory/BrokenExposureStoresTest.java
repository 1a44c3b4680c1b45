// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.junit.jupiter.api.Test;

final class BrokenExposureStoresTest {
  @Test
  void aStoreThatHalfWritesUploadsFailsThoseClauses() {
    assertThat(Verdict.failedClauses(HalfWrittenUpload.class))
        .containsExactly(
            "aStoredKeyThatIsOnlySpokenOfKeepsTheUploadOut",
            "ofUploadsAtOnceWithSomeKeysInCommonNoneIsHalfWritten",
            "oneStoredKeyKeepsTheWholeUploadOut");
  }

  @Test
  void aStoreThatHalfWritesMergesFailsThoseClauses() {
    assertThat(Verdict.failedClauses(HalfWrittenMerge.class))
        .containsExactly(
            "aKeyThatWasRevisedBeforeRefusesTheWholeMerge",
            "aStoredKeyToAddRefusesTheWholeMerge",
            "anAbsentKeyToReviseRefusesTheWholeMerge",
            "ofMergesAtOnceExactlyOneRevisesTheKey");
  }

  @Test
  void aStoreThatCountsWhatHadNoEffectFailsThoseClauses() {
    assertThat(Verdict.failedClauses(CountedInVain.class))
        .containsExactly(
            "aStoredKeyThatIsOnlySpokenOfKeepsTheUploadOut",
            "ofThirtyUploadsOfTheSameKeysAtOnceOneAddsAndTheOthersAreTold",
            "oneStoredKeyKeepsTheWholeUploadOut",
            "theSameUploadAgainIsToldItsKeysAndCountedOnce");
  }

  @Test
  void aStoreThatTellsKeysInAnotherOrderFailsThoseClauses() {
    assertThat(Verdict.failedClauses(Unordered.class))
        .contains("storedKeysAreToldInAscendingOrderOfUnsignedBytes")
        .doesNotContain("everythingOfAnExposureIsKept", "aRehearsalLeavesNoTrace");
  }

  @Test
  void aRehearsalThatIsAPerformanceFailsThoseClauses() {
    assertThat(Verdict.failedClauses(Performed.class)).containsExactly("aRehearsalLeavesNoTrace");
  }

  @Test
  void aStoreThatForgetsAtTheCutoffFailsThoseClauses() {
    assertThat(Verdict.failedClauses(CutoffIncluded.class))
        .containsExactly(
            "keysCreatedBeforeTheCutoffAreForgottenAndNoOthers", "keysOfAnyCenturyAreForgotten");
  }

  @Test
  void aStoreThatForgetsWithoutLimitFailsThatClause() {
    assertThat(Verdict.failedClauses(Unlimited.class)).contains("atMostTheLimitIsForgottenInACall");
  }

  @Test
  void aStoreThatDeletesKeysThatCouldComeBackFailsThatClause() {
    assertThat(Verdict.failedClauses(ByAgeAlone.class))
        .containsExactly("aKeyIsKeptWhileItCouldBeUploadedAgain");
  }

  @Test
  void aStoreThatScansKeptKeysInEachStepFailsThatClause() {
    assertThat(Verdict.failedClauses(FromTheBeginning.class))
        .containsExactly("theOldestGoFirstAndTheNextStepGoesOnFromThere");
  }

  @Test
  void aStoreThatConfusesDiagnosesFailsThatClause() {
    assertThat(Verdict.failedClauses(AuthorityForgotten.class))
        .containsExactly(
            "everythingOfARevisionThatIsPublishedIsKept", "everythingOfAnExposureIsKept");
  }

  static final class HalfWrittenUpload extends ForwardingExposures {
    @Override
    public List<StoredExposure> addIfNonePresent(Upload upload) {
      List<StoredExposure> stored = super.addIfNonePresent(upload);
      if (!stored.isEmpty()) {
        upload.exposures().forEach(one -> sound.merge(adding(one)));
      }
      return stored;
    }
  }

  static final class HalfWrittenMerge extends ForwardingExposures {
    @Override
    public boolean merge(Merge merge) {
      boolean tookEffect = super.merge(merge);
      if (!tookEffect) {
        merge.exposures().forEach(one -> sound.merge(adding(one)));
      }
      return tookEffect;
    }
  }

  static final class CountedInVain extends ForwardingExposures {
    @Override
    public List<StoredExposure> addIfNonePresent(Upload upload) {
      List<StoredExposure> stored = super.addIfNonePresent(upload);
      if (!stored.isEmpty()) {
        sound.merge(new Merge(List.of(), List.of(), upload.statistic()));
      }
      return stored;
    }
  }

  static final class Unordered extends ForwardingExposures {
    @Override
    public List<StoredExposure> addIfNonePresent(Upload upload) {
      return super.addIfNonePresent(upload).reversed();
    }
  }

  static final class Performed extends ForwardingExposures {
    @Override
    public void rehearse(Upload upload) {
      addIfNonePresent(upload);
    }
  }

  static final class CutoffIncluded extends ForwardingExposures {
    @Override
    public Deleted delete(Instant from, Expiry expiry, int limit) {
      return super.delete(
          from,
          new Expiry(
              expiry.createdBefore().plusNanos(1), expiry.endedBefore(), expiry.revisedBefore()),
          limit);
    }
  }

  static final class Unlimited extends ForwardingExposures {
    @Override
    public Deleted delete(Instant from, Expiry expiry, int limit) {
      return super.delete(from, expiry, Integer.MAX_VALUE);
    }
  }

  static final class ByAgeAlone extends ForwardingExposures {
    @Override
    public Deleted delete(Instant from, Expiry expiry, int limit) {
      return super.delete(
          from,
          new Expiry(
              expiry.createdBefore(),
              new IntervalNumber(Integer.MAX_VALUE),
              expiry.revisedBefore()),
          limit);
    }
  }

  static final class FromTheBeginning extends ForwardingExposures {
    @Override
    public Deleted delete(Instant from, Expiry expiry, int limit) {
      return super.delete(Instant.EPOCH, expiry, limit);
    }
  }

  static final class AuthorityForgotten extends ForwardingExposures {
    @Override
    public List<StoredExposure> addIfNonePresent(Upload upload) {
      List<Exposure> exposures =
          upload.exposures().stream()
              .map(e ->
                  new Exposure(
                      e.key(),
                      e.diagnosis(),
                      e.regions(),
                      e.traveler(),
                      Optional.empty(),
                      e.createdAt()))
              .toList();
      return super.addIfNonePresent(new Upload(upload.keys(), exposures, upload.statistic()));
    }
  }

  private static Merge adding(Exposure exposure) {
    return new Merge(List.of(exposure), List.<Revision>of(), Optional.empty());
  }
}
