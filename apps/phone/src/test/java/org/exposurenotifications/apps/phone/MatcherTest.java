// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.FileKey;
import org.exposurenotifications.core.exportfile.FileReportType;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MatcherTest {
  private static final Instant MET = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  private final Phone sick = new Phone(new Random(7), -10);
  private final SightingLog heard = new SightingLog();
  private Matcher matcher = new Matcher(heard);

  @BeforeEach
  void meet() {
    hear(MET, Duration.ZERO);
  }

  @Test
  void whoWasMetIsFound() {
    matcher.take(published(key(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows())
        .containsExactly(
            new ExposureWindow(
                LocalDate.parse("2026-11-20"),
                FileReportType.CONFIRMED_TEST,
                3,
                List.of(new ScanInstance(50, 50, Duration.ofMinutes(2)))));
  }

  @Test
  void whoWasNotMetIsNotFound() {
    Phone other = new Phone(new Random(8), -10);
    assertThat(other.broadcast(MET).length()).isEqualTo(20);

    matcher.take(published(other.share(NOW).getFirst(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows()).isEmpty();
    assertThat(matcher.known()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT2H9M59S, 2", "PT2H10M, 1", "PT3H, 1", "-PT2H, 2", "-PT2H0.001S, 1", "-PT3H, 1"})
  void clocksMayBeWrongByTwoHoursAndNoMore(Duration drift, int found) {
    hear(MET.plus(Duration.ofHours(6)), drift);

    matcher.take(published(key(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows()).hasSize(found);
  }

  @Test
  void aBroadcastThatIsRepeatedAfterTwentyMinutesIsAReplay() {
    hear(MET, Duration.ofMinutes(20));
    hear(MET, Duration.ofMinutes(21));
    hear(MET, Duration.ofMinutes(70));

    matcher.take(published(key(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows())
        .singleElement()
        .satisfies(window -> assertThat(window.scans()).hasSize(2));
  }

  @Test
  void whatWasSentAfterTheEndOfAKeyIsNotItsOwn() {
    TemporaryExposureKey whole = key();
    TemporaryExposureKey cut = new TemporaryExposureKey(whole.keyData(), whole.rollingStart(), 72);
    TemporaryExposureKey justLongEnough =
        new TemporaryExposureKey(whole.keyData(), whole.rollingStart(), 73);

    matcher.take(published(cut, FileReportType.CONFIRMED_TEST), NOW);
    assertThat(matcher.windows()).isEmpty();
    matcher.take(published(justLongEnough, FileReportType.CONFIRMED_TEST), NOW);
    assertThat(matcher.windows()).as("the same key with another period").isEmpty();

    matcher = new Matcher(heard);
    matcher.take(published(justLongEnough, FileReportType.CONFIRMED_TEST), NOW);
    assertThat(matcher.windows()).hasSize(1);
  }

  @Test
  void aRevocationDropsTheExposure() {
    matcher.take(published(key(), FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS), NOW);
    matcher.take(revised(key(), FileReportType.REVOKED), NOW);

    assertThat(matcher.windows()).isEmpty();
  }

  @Test
  void aRevokedKeyDoesNotComeBack() {
    matcher.take(revised(key(), FileReportType.REVOKED), NOW);
    matcher.take(published(key(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows()).isEmpty();
  }

  @Test
  void aLikelyDiagnosisBecomesAConfirmedOne() {
    matcher.take(published(key(), FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS), NOW);
    matcher.take(revised(key(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows())
        .extracting(ExposureWindow::reportType)
        .containsExactly(FileReportType.CONFIRMED_TEST);
  }

  @Test
  void aReportTypeChangesOnce() {
    matcher.take(published(key(), FileReportType.SELF_REPORT), NOW);
    matcher.take(revised(key(), FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS), NOW);
    matcher.take(revised(key(), FileReportType.REVOKED), NOW);

    assertThat(matcher.windows())
        .extracting(ExposureWindow::reportType)
        .containsExactly(FileReportType.CONFIRMED_CLINICAL_DIAGNOSIS);
  }

  @ParameterizedTest
  @EnumSource
  void aConfirmedDiagnosisStays(FileReportType next) {
    matcher.take(published(key(), FileReportType.CONFIRMED_TEST), NOW);
    matcher.take(revised(key(), next), NOW);

    assertThat(matcher.windows())
        .extracting(ExposureWindow::reportType)
        .containsExactly(FileReportType.CONFIRMED_TEST);
  }

  @Test
  void aRevisedKeyThatIsNewIsMatched() {
    matcher.take(revised(key(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows()).hasSize(1);
  }

  @Test
  void recursiveReportsAreIgnored() {
    matcher.take(published(key(), FileReportType.RECURSIVE), NOW);

    assertThat(matcher.known()).isEmpty();
  }

  @Test
  void aFileTakenTwiceCountsOnce() {
    ExportFile file = published(key(), FileReportType.CONFIRMED_TEST);
    matcher.take(file, NOW);
    matcher.take(file, NOW);

    assertThat(matcher.windows()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"2026-12-05T00:09:59Z, 1", "2026-12-05T00:10:00Z, 0"})
  void keysOlderThanFourteenDaysAreIgnored(Instant now, int found) {
    matcher.take(published(key(), FileReportType.CONFIRMED_TEST), now);

    assertThat(matcher.windows()).hasSize(found);
  }

  @Test
  void knownKeysAreForgottenAfterFourteenDays() {
    matcher.take(published(key(), FileReportType.CONFIRMED_TEST), NOW);
    matcher.take(TestFiles.of(List.of(), List.of()), NOW.plus(Duration.ofDays(15)));

    assertThat(matcher.known()).isEmpty();
  }

  @Test
  void anotherMatcherGoesOn() {
    matcher.take(published(key(), FileReportType.SELF_REPORT), NOW);
    Matcher next = new Matcher(heard, matcher.known());

    assertThat(next.windows()).isEqualTo(matcher.windows());
    next.take(revised(key(), FileReportType.REVOKED), NOW);
    assertThat(next.windows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 145, -1, Integer.MAX_VALUE})
  void impossiblePeriodsAreIgnored(int period) {
    TemporaryExposureKey key = key();
    FileKey odd =
        new FileKey(
            key.keyData(),
            0,
            period == -1 ? -1 : key.rollingStart().value(),
            period,
            FileReportType.CONFIRMED_TEST,
            OptionalInt.empty(),
            OptionalInt.empty());

    matcher.take(TestFiles.of(List.of(odd), List.of()), NOW);

    assertThat(matcher.known()).isEmpty();
  }

  @Test
  void aStartAtTheEndOfTimeIsNoTrouble() {
    TemporaryExposureKey late =
        new TemporaryExposureKey(key().keyData(), new IntervalNumber(Integer.MAX_VALUE - 200), 144);

    matcher.take(revised(late, FileReportType.REVOKED), NOW);

    assertThat(matcher.windows()).isEmpty();
  }

  @Test
  void anImplausiblePowerIsIgnored() {
    Phone loud = new Phone(new Random(9), 21);
    heard.scan(List.of(loud.broadcast(MET)), -60, MET);

    matcher.take(published(loud.share(NOW).getFirst(), FileReportType.CONFIRMED_TEST), NOW);

    assertThat(matcher.windows()).isEmpty();
  }

  /** What the sick phone sends at a time arrives at once, but by a clock that is wrong. */
  private void hear(Instant sent, Duration drift) {
    heard.add(Sighting.of(sick.broadcast(sent), -60, sent.plus(drift), Optional.empty()));
  }

  private TemporaryExposureKey key() {
    return sick.share(NOW).getFirst();
  }

  private static ExportFile published(TemporaryExposureKey key, FileReportType reportType) {
    return TestFiles.of(List.of(TestFiles.key(key, reportType)), List.of());
  }

  private static ExportFile revised(TemporaryExposureKey key, FileReportType reportType) {
    return TestFiles.of(List.of(), List.of(TestFiles.key(key, reportType)));
  }
}
