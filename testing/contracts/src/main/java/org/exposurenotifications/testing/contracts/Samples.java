// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Diagnosis;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.exposure.Upload;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.exposurenotifications.ports.statistics.PublishStatistic;

/** Fixed data, made from numbers. */
public final class Samples {
  public static final String BUCKET = "en-contract-one";
  public static final String OTHER_BUCKET = "en-contract-two";

  /** Where hour 0 begins. */
  public static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

  /** Ten days later, with a fraction of a second. */
  public static final Instant NOW = Instant.parse("2026-11-12T09:30:15.123456Z");

  /** Seconds since 1970 have had 33 bits for long. */
  public static final Instant FAR = Instant.parse("2287-03-01T00:00:00Z");

  private Samples() {}

  public static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Ascends with the number; from 0x8000 on its first byte is negative as Java sees it.
   *
   * @param number 0 to 0xffff
   */
  public static Bytes keyData(int number) {
    return Bytes.of(
        ByteBuffer.allocate(TemporaryExposureKey.LENGTH).putShort((short) number).array());
  }

  /** In use on the day before {@link #START}. */
  public static TemporaryExposureKey key(int number) {
    IntervalNumber start = IntervalNumber.at(START.minus(Duration.ofDays(1)));
    return new TemporaryExposureKey(keyData(number), start, IntervalNumber.PER_DAY);
  }

  public static Diagnosis diagnosis(ReportType type) {
    return new Diagnosis(
        Optional.of(type), type == ReportType.NEGATIVE ? 5 : 2, OptionalInt.of(-3));
  }

  /** Confirmed, in US. */
  public static Exposure exposure(int number, Instant createdAt) {
    return exposure(number, createdAt, false, "US");
  }

  public static Exposure exposure(
      int number, Instant createdAt, boolean traveler, String... regions) {
    return new Exposure(
        key(number),
        diagnosis(ReportType.CONFIRMED),
        regions(regions),
        traveler,
        Optional.of("health.example"),
        createdAt);
  }

  /** To negative. */
  public static Revision revision(int number, Instant revisedAt) {
    return new Revision(
        keyData(number), diagnosis(ReportType.NEGATIVE), Optional.of("other.example"), revisedAt);
  }

  /** Of exactly these, not counted. */
  public static Upload upload(Exposure... exposures) {
    return upload(Optional.empty(), exposures);
  }

  public static Upload upload(Optional<PublishStatistic> statistic, Exposure... exposures) {
    List<Exposure> ascending =
        Arrays.stream(exposures)
            .sorted(Comparator.comparing(exposure -> exposure.key().keyData()))
            .toList();
    return new Upload(ascending.stream().map(Exposure::key).toList(), ascending, statistic);
  }

  /** Not counted. */
  public static Merge merge(List<Exposure> exposures, List<Revision> revisions) {
    return new Merge(exposures, revisions, Optional.empty());
  }

  /** One first upload of one key from Android. */
  public static PublishStatistic statistic(String healthAuthority, Instant hour) {
    return new PublishStatistic(
        healthAuthority, hour, ClientPlatform.ANDROID, 1, false, 2, OptionalInt.of(3));
  }

  /** Keys expire by age alone. */
  public static ExposureStore.Expiry createdBefore(Instant cutoff) {
    return new ExposureStore.Expiry(
        cutoff, new IntervalNumber(Integer.MAX_VALUE), FAR.plus(Duration.ofDays(1)));
  }

  public static NavigableSet<Region> regions(String... codes) {
    return Arrays.stream(codes).map(Region::new).collect(Collectors.toCollection(TreeSet::new));
  }

  public static KeyFilter filter(String... inputRegions) {
    return new KeyFilter(regions(inputRegions), regions(), false, false);
  }

  /** Hourly, without an end, signed by nobody, in a place of its own. */
  public static ExportConfig export(String name, KeyFilter filter) {
    return new ExportConfig(
        name,
        BUCKET,
        "exports/" + name,
        Duration.ofHours(1),
        "US",
        filter,
        OptionalInt.empty(),
        OptionalInt.empty(),
        START,
        Optional.empty(),
        List.of());
  }

  /** So many hours after {@link #START}. */
  public static Instant hour(int number) {
    return START.plus(Duration.ofHours(number));
  }

  /**
   * @param from its first hour
   * @param until its first hour no more
   */
  public static Window hours(int from, int until) {
    return new Window(hour(from), hour(until));
  }
}
