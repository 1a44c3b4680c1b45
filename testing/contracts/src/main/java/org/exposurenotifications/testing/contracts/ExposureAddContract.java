// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.junit.jupiter.api.Test;

/** The clauses of {@link ExposureStore#addIfNonePresent}. */
public interface ExposureAddContract extends StoresUnderTest {
  @Test
  default void keysThatAreAbsentAreAdded() {
    Upload upload = KeySteps.uploadOf(1, 31, Samples.hour(0));
    assertThat(stores().exposures().addIfNonePresent(upload)).isEmpty();
    assertThat(keys().present(0, 1, 30, 31)).isEqualTo(KeySteps.keyData(1, 30));
  }

  @Test
  default void everythingOfAnExposureIsKept() {
    List<Exposure> exposures = variedExposures();
    keys().add(exposures.toArray(Exposure[]::new));
    assertThat(keys().whole(exposures, Samples.hours(0, 1))).isEqualTo(exposures);
  }

  @Test
  default void keysOfAnyCenturyAreKept() {
    Exposure exposure =
        new Exposure(
            new TemporaryExposureKey(
                Samples.keyData(1), new IntervalNumber(Integer.MAX_VALUE - 144), 144),
            Samples.diagnosis(ReportType.CONFIRMED),
            Samples.regions("US"),
            false,
            Optional.empty(),
            Samples.FAR);
    keys().add(exposure);
    Window far = new Window(Samples.FAR, Samples.FAR.plusSeconds(3600));
    assertThat(keys().whole(List.of(exposure), far)).containsExactly(exposure);
  }

  @Test
  default void oneStoredKeyKeepsTheWholeUploadOut() {
    keys().add(Samples.exposure(2, Samples.hour(0)));
    List<StoredExposure> answer =
        stores()
            .exposures()
            .addIfNonePresent(
                Samples.upload(
                    counted(),
                    Samples.exposure(1, Samples.hour(0)),
                    Samples.exposure(2, Samples.hour(0)),
                    Samples.exposure(3, Samples.hour(0))));
    assertThat(KeySteps.data(answer)).isEqualTo(KeySteps.keyData(2));
    assertThat(keys().present(1, 2, 3)).isEqualTo(KeySteps.keyData(2));
    assertThat(keys().counted("a.example")).isZero();
  }

  @Test
  default void storedKeysAreToldInAscendingOrderOfUnsignedBytes() {
    int[] numbers = {0x0001, 0x00ff, 0x0100, 0x7fff, 0x8000, 0xffff};
    for (int number : new int[] {0x8000, 0x0100, 0xffff, 0x0001, 0x7fff, 0x00ff}) {
      keys().add(Samples.exposure(number, Samples.hour(0)));
    }
    assertThat(keys().present(numbers)).isEqualTo(KeySteps.keyData(numbers));
  }

  @Test
  default void aStoredKeyIsToldWithItsTimesAndTypes() {
    List<Exposure> exposures = variedExposures();
    keys().add(exposures.toArray(Exposure[]::new));
    keys().revise(2, Samples.hour(1));
    List<StoredExposure> expected = new ArrayList<>();
    for (Exposure exposure : exposures) {
      boolean isRevised = exposure.key().keyData().equals(Samples.keyData(2));
      expected.add(
          new StoredExposure(
              exposure.key(),
              exposure.diagnosis().reportType(),
              isRevised ? Optional.of(ReportType.NEGATIVE) : Optional.empty()));
    }
    assertThat(keys().stored(0, 1, 2, 3, 4)).isEqualTo(expected);
  }

  @Test
  default void aKeyThatIsOnlySpokenOfIsNotAdded() {
    Upload upload =
        new Upload(
            List.of(Samples.key(1), Samples.key(2)),
            List.of(Samples.exposure(2, Samples.hour(0))),
            counted());
    assertThat(stores().exposures().addIfNonePresent(upload)).isEmpty();
    assertThat(keys().present(1, 2)).isEqualTo(KeySteps.keyData(2));
    assertThat(keys().counted("a.example")).isEqualTo(1);
  }

  @Test
  default void aStoredKeyThatIsOnlySpokenOfKeepsTheUploadOut() {
    keys().add(Samples.exposure(1, Samples.hour(0)));
    Upload upload =
        new Upload(
            List.of(Samples.key(1), Samples.key(2)),
            List.of(Samples.exposure(2, Samples.hour(0))),
            counted());
    assertThat(KeySteps.data(stores().exposures().addIfNonePresent(upload)))
        .isEqualTo(KeySteps.keyData(1));
    assertThat(keys().present(1, 2)).isEqualTo(KeySteps.keyData(1));
    assertThat(keys().counted("a.example")).isZero();
  }

  @Test
  default void theSameUploadAgainIsToldItsKeysAndCountedOnce() {
    Upload upload = Samples.upload(counted(), Samples.exposure(1, Samples.hour(0)));
    assertThat(stores().exposures().addIfNonePresent(upload)).isEmpty();
    assertThat(KeySteps.data(stores().exposures().addIfNonePresent(upload)))
        .isEqualTo(KeySteps.keyData(1));
    assertThat(keys().counted("a.example")).isEqualTo(1);
  }

  @Test
  default void ofThirtyUploadsOfTheSameKeysAtOnceOneAddsAndTheOthersAreTold() {
    List<List<StoredExposure>> answers =
        Race.of(
            30,
            _ ->
                stores()
                    .exposures()
                    .addIfNonePresent(
                        Samples.upload(
                            counted(),
                            IntStream.range(0, 14)
                                .mapToObj(i -> Samples.exposure(i, Samples.hour(0)))
                                .toArray(Exposure[]::new))));
    assertThat(answers).filteredOn(List::isEmpty).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.size() == 14).hasSize(29);
    assertThat(keys().counted("a.example")).isEqualTo(1);
  }

  @Test
  default void ofUploadsAtOnceWithSomeKeysInCommonNoneIsHalfWritten() {
    Instant window = Samples.hour(0);
    List<Boolean> added =
        Race.of(
            20,
            i ->
                stores()
                    .exposures()
                    .addIfNonePresent(KeySteps.uploadOf(i * 3, i * 3 + 4, window))
                    .isEmpty());
    for (int i = 0; i < added.size(); i++) {
      int own = i * 3 + 1;
      assertThat(keys().present(own, own + 1)).hasSize(added.get(i) ? 2 : 0);
    }
    assertThat(added).contains(true);
  }

  private KeySteps keys() {
    return new KeySteps(stores());
  }

  private static Optional<PublishStatistic> counted() {
    return Optional.of(Samples.statistic("a.example", Samples.hour(0)));
  }

  /** Numbers 0 to 4: of each type of report and of none, with as much and as little as may be. */
  private static List<Exposure> variedExposures() {
    List<Exposure> exposures = new ArrayList<>();
    exposures.add(
        new Exposure(
            new TemporaryExposureKey(Samples.keyData(0), new IntervalNumber(0), 1),
            new Diagnosis(Optional.empty(), 0, OptionalInt.empty()),
            Samples.regions("US"),
            false,
            Optional.empty(),
            Samples.hour(0)));
    for (ReportType type : ReportType.values()) {
      int number = exposures.size();
      exposures.add(
          new Exposure(
              Samples.key(number),
              new Diagnosis(Optional.of(type), 8, OptionalInt.of(number * 10 - 24)),
              Samples.regions("MX", "US", "US-CA", "É"),
              true,
              Optional.of("health.example"),
              Samples.hour(0).plusSeconds(number)));
    }
    return exposures;
  }
}
