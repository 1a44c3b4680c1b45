// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.KeyGroup;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/** Padding as it must not be. */
final class SpoiltPadding {
  /** So many that every cell is a crowd. */
  private static final int COPIES = 70;

  private SpoiltPadding() {}

  static Stores plans(Stores stores, UnaryOperator<List<Exposure>> spoil) {
    return Spoil.batches(
        stores,
        call ->
            call.argument(2) instanceof Padding padding
                ? call.with(2, spoilt(padding, spoil.apply(padding.keys())))
                : call.asMade());
  }

  /** Revisions of keys that are not invented any more go with them. */
  private static Padding spoilt(Padding padding, List<Exposure> keys) {
    Set<Bytes> gone = keyData(padding.keys());
    gone.removeAll(keyData(keys));
    return new Padding(
        keys,
        padding.revisions().stream()
            .filter(revision -> !gone.contains(revision.keyData()))
            .toList());
  }

  private static Set<Bytes> keyData(List<Exposure> keys) {
    return keys.stream().map(key -> key.key().keyData()).collect(Collectors.toSet());
  }

  /** Its regions are one of the model's: intersections of files hold reported keys only. */
  static List<Exposure> ofOneRegion(List<Exposure> padding) {
    return padding.stream()
        .map(key ->
            new Exposure(
                key.key(),
                key.diagnosis(),
                new TreeSet<>(key.regions().stream().limit(1).toList()),
                false,
                key.healthAuthority(),
                key.createdAt()))
        .toList();
  }

  /** It fills the first file, and is counted again for the others: their difference is bare. */
  static List<Exposure> ofOneCell(List<Exposure> padding) {
    return padding.stream()
        .filter(key -> key.createdAt().equals(padding.getFirst().createdAt()))
        .filter(key -> key.regions().equals(padding.getFirst().regions()))
        .filter(key -> key.traveler() == padding.getFirst().traveler())
        .toList();
  }

  /** Every reported key has equally many copies: sizes of groups have that number in common. */
  static List<Exposure> ofEqualCopies(List<Exposure> padding, BatchKeys keys) {
    Set<List<?>> cells = padding.stream().map(SpoiltPadding::cell).collect(Collectors.toSet());
    return padding.stream()
        .map(Exposure::createdAt)
        .distinct()
        .map(window -> keys.groups(new Window(window, window.plusSeconds(1))))
        .flatMap(Collection::stream)
        .filter(
            group -> cells.contains(List.of(group.createdAt(), group.regions(), group.traveler())))
        .flatMap(SpoiltPadding::copies)
        .toList();
  }

  private static List<?> cell(Exposure key) {
    return List.of(key.createdAt(), key.regions(), key.traveler());
  }

  private static Stream<Exposure> copies(KeyGroup group) {
    Dice dice = new Dice(0).of(group.toString());
    return IntStream.range(0, COPIES * (int) group.count())
        .mapToObj(i -> {
          byte[] keyData = new byte[TemporaryExposureKey.LENGTH];
          dice.of(i).sequence().nextBytes(keyData);
          return new Exposure(
              new TemporaryExposureKey(
                  Bytes.of(keyData), group.rollingStart(), group.rollingPeriod()),
              group.diagnosis(),
              group.regions(),
              group.traveler(),
              Optional.empty(),
              group.createdAt());
        });
  }
}
