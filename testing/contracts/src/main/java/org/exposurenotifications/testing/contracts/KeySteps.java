// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.RevisedKey;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.StoredExposure;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.HourlyStatistics;

/** What the clauses about keys do again and again. */
record KeySteps(Stores stores) {
  /** Adds them, one upload each. */
  void add(Exposure... exposures) {
    for (Exposure exposure : exposures) {
      assertThat(stores.exposures().addIfNonePresent(Samples.upload(exposure))).isEmpty();
    }
  }

  /** Deletes by age alone, and returns how many keys went. */
  int delete(Instant createdBefore, int limit) {
    return stores
        .exposures()
        .delete(Instant.EPOCH, Samples.createdBefore(createdBefore), limit)
        .keys();
  }

  void revise(int number, Instant revisedAt) {
    assertThat(
            stores
                .exposures()
                .merge(Samples.merge(List.of(), List.of(Samples.revision(number, revisedAt)))))
        .isTrue();
  }

  /** Reads all that was stored of the exposures, by way of revising them in the window. */
  List<Exposure> whole(List<Exposure> exposures, Window window) {
    List<Revision> revisions =
        exposures.stream()
            .map(exposure ->
                new Revision(
                    exposure.key().keyData(),
                    Samples.diagnosis(ReportType.NEGATIVE),
                    Optional.empty(),
                    window.start()))
            .toList();
    assertThat(stores.exposures().merge(Samples.merge(List.of(), revisions))).isTrue();
    return stores.batchKeys().revised(window).stream()
        .map(RevisedKey::exposure)
        .sorted(Comparator.comparing(exposure -> exposure.key().keyData()))
        .toList();
  }

  /** What the store tells of these keys; asking changes nothing. */
  List<StoredExposure> stored(int... numbers) {
    return stores.exposures().addIfNonePresent(speakingOf(numbers));
  }

  /** Which of these keys are stored. */
  List<Bytes> present(int... numbers) {
    return data(stored(numbers));
  }

  static List<Bytes> data(List<StoredExposure> stored) {
    return stored.stream().map(exposure -> exposure.key().keyData()).toList();
  }

  static List<Bytes> keyData(int... numbers) {
    return Arrays.stream(numbers).mapToObj(Samples::keyData).toList();
  }

  static Upload speakingOf(int... numbers) {
    return new Upload(
        Arrays.stream(numbers).sorted().mapToObj(Samples::key).toList(),
        List.of(),
        Optional.empty());
  }

  /** An upload of the keys {@code from} to {@code until}, the latter exclusive. */
  static Upload uploadOf(int from, int until, Instant createdAt) {
    return Samples.upload(
        IntStream.range(from, until)
            .mapToObj(number -> Samples.exposure(number, createdAt))
            .toArray(Exposure[]::new));
  }

  /** How many uploads were counted for the authority, ever. */
  long counted(String healthAuthority) {
    return stores
        .statistics()
        .hours(healthAuthority, Instant.EPOCH, Samples.FAR.plusSeconds(1))
        .stream()
        .map(HourlyStatistics::publishes)
        .mapToLong(publishes -> publishes.getOrDefault(ClientPlatform.ANDROID, 0L))
        .sum();
  }
}
