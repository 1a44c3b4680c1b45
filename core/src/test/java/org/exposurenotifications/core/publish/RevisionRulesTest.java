// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.INVALID_REPORT_TYPE_TRANSITION;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.KEY_ALREADY_REVISED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machine of a stored key (publish.md 6.1): every state meets every report. */
class RevisionRulesTest {
  private static final List<Optional<ReportType>> TYPES =
      List.of(
          Optional.empty(),
          Optional.of(ReportType.CONFIRMED),
          Optional.of(ReportType.LIKELY),
          Optional.of(ReportType.USER_REPORT),
          Optional.of(ReportType.NEGATIVE));

  /** A row for each stored type, a column for each report, both in the order above. */
  private static final List<String> NEVER_REVISED =
      List.of(
          "same   revise refuse refuse revise",
          "refuse same   refuse refuse refuse",
          "refuse revise same   refuse revise",
          "refuse revise revise same   revise",
          "refuse refuse refuse refuse same");

  private static final Instant WINDOW = Instant.parse("2026-11-20T10:00:00Z");

  private final PublishWorld world = new PublishWorld();
  private final ClientKey key = world.key(5);
  private final TemporaryExposureKey validated = PublishWorld.validated(key);

  static Stream<Arguments> neverRevised() {
    List<Arguments> cases = new ArrayList<>();
    for (int row = 0; row < TYPES.size(); row++) {
      String[] results = NEVER_REVISED.get(row).split(" +", -1);
      for (int column = 0; column < TYPES.size(); column++) {
        cases.add(Arguments.of(TYPES.get(row), TYPES.get(column), results[column]));
      }
    }
    return cases.stream();
  }

  static Stream<Arguments> revised() {
    List<Arguments> cases = new ArrayList<>();
    for (Optional<ReportType> first : TYPES) {
      for (Optional<ReportType> revision : TYPES.subList(1, TYPES.size())) {
        TYPES.forEach(report -> cases.add(Arguments.of(first, revision, report)));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("neverRevised")
  void aKeyIsRevisedAsItsTypeAllows(
      Optional<ReportType> first, Optional<ReportType> report, String result) {
    store(first);

    switch (result) {
      case "same" -> assertSaysNothingNew(report);
      case "revise" -> assertRevises(report);
      case "refuse" ->
          assertThat(world.reason(upload(report))).isEqualTo(INVALID_REPORT_TYPE_TRANSITION);
      default -> throw new AssertionError(result);
    }
  }

  @ParameterizedTest
  @MethodSource("revised")
  void aKeyIsRevisedOnce(
      Optional<ReportType> first, Optional<ReportType> revision, Optional<ReportType> report) {
    store(first);
    Diagnosis revisedTo = new Diagnosis(revision, 5, OptionalInt.empty());
    boolean stored =
        world
            .stores
            .exposures()
            .merge(
                new Merge(
                    List.of(),
                    List.of(new Revision(validated.keyData(), revisedTo, Optional.empty(), WINDOW)),
                    Optional.empty()));
    assertThat(stored).isTrue();

    if (report.equals(first) || report.equals(revision)) {
      assertSaysNothingNew(report);
    } else {
      assertThat(world.reason(upload(report))).isEqualTo(KEY_ALREADY_REVISED);
    }
  }

  private void assertSaysNothingNew(Optional<ReportType> report) {
    Contents before = world.contents();

    PublishOutcome.Accepted accepted = world.accepted(upload(report));

    assertThat(accepted.insertedExposures()).isZero();
    assertThat(accepted.revisionToken()).isPresent();
    assertThat(world.contents()).isEqualTo(before);
  }

  private void assertRevises(Optional<ReportType> report) {
    List<Exposure> before = world.stores.storedExposures();

    assertThat(world.accepted(upload(report)).insertedExposures()).isZero();

    assertThat(world.stores.storedExposures()).isEqualTo(before);
    assertThat(world.stores.storedRevisions())
        .containsExactly(
            new Revision(
                validated.keyData(),
                new Diagnosis(report, risk(report.orElseThrow()), OptionalInt.of(3)),
                Optional.of(PublishWorld.AUTHORITY),
                Instant.parse("2026-11-23T21:00:00Z")));
  }

  private static int risk(ReportType report) {
    return switch (report) {
      case CONFIRMED -> 2;
      case LIKELY -> 4;
      case NEGATIVE -> 6;
      case USER_REPORT -> throw new AssertionError("nothing is revised to this");
    };
  }

  private void store(Optional<ReportType> type) {
    Exposure exposure =
        new Exposure(
            validated,
            new Diagnosis(type, 1, OptionalInt.of(1)),
            new TreeSet<>(List.of(new Region("CA"))),
            true,
            Optional.of("another authority"),
            WINDOW);
    List<?> present =
        world
            .stores
            .exposures()
            .addIfNonePresent(new Upload(List.of(validated), List.of(exposure), Optional.empty()));
    assertThat(present).isEmpty();
  }

  /** With a good token, and onset eight days ago. */
  private UploadForm upload(Optional<ReportType> report) {
    UploadForm form =
        world
            .upload(key)
            .onset(PublishWorld.TODAY - 8 * PublishWorld.DAY)
            .token(world.tokenOf(List.of(validated)));
    return report
        .map(form::as)
        .orElseGet(() -> form.uncertified().app(PublishWorld.UNCERTIFIED_APP));
  }
}
