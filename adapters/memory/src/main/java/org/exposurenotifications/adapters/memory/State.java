// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.export.ExportFileStore.ExportFile;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.statistics.PublishStatistic;
import org.exposurenotifications.ports.token.RevisionKeyStore.WrappedKey;

/** Everything that is stored. Who reads or writes holds its monitor. */
final class State {
  final NavigableMap<Bytes, StoredKey> keys = new TreeMap<>();
  final List<PublishStatistic> statistics = new ArrayList<>();
  final NavigableMap<Long, PlannedBatch> batches = new TreeMap<>();
  final Map<Place, Generations> places = new HashMap<>();
  final Map<ExportFile, PublishedFile> files = new HashMap<>();

  /** Newest last. */
  final List<WrappedKey> revisionKeys = new ArrayList<>();

  final Map<String, HeldLease> leases = new HashMap<>();
  Configuration configuration = Configuration.EMPTY;

  /** Windows that begin before are closed. */
  Instant closedBefore = Instant.MIN;

  /** Grows with each plan. */
  long plans;

  private long sequence;

  /** Grows with each call. */
  long next() {
    return ++sequence;
  }

  /** The window itself if it is open, or the first open one. */
  Instant open(Instant window) {
    return window.isBefore(closedBefore) ? closedBefore : window;
  }

  void add(Exposure exposure) {
    keys.put(exposure.key().keyData(), new StoredKey(exposure, 0));
  }

  void addPadding(Exposure exposure) {
    keys.put(exposure.key().keyData(), new StoredKey(exposure, plans));
  }

  void revise(Revision revision) {
    keys.computeIfPresent(revision.keyData(), (_, stored) -> stored.revisedBy(revision));
  }

  boolean hasFiles(PlannedBatch batch) {
    return files.values().stream().anyMatch(file -> file.batch() == batch.id());
  }

  /** The files become part of the batch's index, which is stale then, or was never written. */
  void publish(PlannedBatch batch, List<String> objectNames) {
    Place place = batch.place();
    places.putIfAbsent(place, Generations.FIRST);
    if (!objectNames.isEmpty()) {
      raise(place);
    }
    for (String name : objectNames) {
      ExportFile file = new ExportFile(place.bucket(), name);
      files.merge(
          file,
          new PublishedFile(
              file, place, batch.id(), batch.window(), OptionalLong.empty(), OptionalLong.empty()),
          PublishedFile::replacedBy);
    }
  }

  void raise(Place place) {
    places.computeIfPresent(place, (_, generations) -> generations.next());
  }
}
