// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.blob.Blob;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Revision;

/**
 * What took effect in a world, as seen at its stores; what checks compare. Whatever must never be,
 * not even for a moment, is found here.
 */
final class Ledger {
  private static final String INDEX = "/index.txt";

  private final MemoryStores stores;
  private final BlobStore blobs;
  private final Map<Bytes, Exposure> accepted = new TreeMap<>();
  private final Map<Bytes, Revision> revised = new TreeMap<>();
  private final Set<Planned> planned = new LinkedHashSet<>();
  private final Map<Planned, List<BlobName>> published = new LinkedHashMap<>();
  private final Map<BlobName, Bytes> everWritten = new HashMap<>();
  private final Map<BlobName, Bytes> objects = new HashMap<>();
  private final Set<Bytes> removed = new HashSet<>();
  private final Set<Planned> givenUp = new HashSet<>();
  private final Set<Planned> failed = new HashSet<>();
  private final Map<BlobName, Map<String, Integer>> ranks = new HashMap<>();
  private final List<String> silences = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Ledger(MemoryStores stores, BlobStore blobs) {
    this.stores = stores;
    this.blobs = blobs;
  }

  /** A window of an export, which is named by its place. */
  record Planned(String export, Window window) {}

  /** Keys that phones uploaded, as first stored. */
  Map<Bytes, Exposure> accepted() {
    return accepted;
  }

  Map<Bytes, Revision> revised() {
    return revised;
  }

  Set<Planned> planned() {
    return planned;
  }

  /** Object names of the files of each batch that was published. */
  Map<Planned, List<BlobName>> published() {
    return published;
  }

  /** The latest content under a name, also of objects that are gone. */
  Bytes everWritten(BlobName name) {
    return everWritten.getOrDefault(name, Bytes.empty());
  }

  /** What is there now. */
  Map<BlobName, Bytes> objects() {
    return objects;
  }

  /**
   * Follows a cleanup that ends a batch without files.
   *
   * @param expired batches that ended by then may be given up
   */
  void gaveUp(Batch batch, Instant expired) {
    Planned planned = new Planned(batch.filenameRoot(), batch.window());
    givenUp.add(planned);
    if (batch.window().end().isAfter(expired)) {
      found("every batch is published", Render.text(planned) + " was given up");
    }
  }

  /** Batches that were planned, but neither published nor given up. */
  Stream<Planned> unfinished() {
    return planned.stream()
        .filter(batch -> !published.containsKey(batch) && !givenUp.contains(batch));
  }

  /** Batches that were given back, and not revived since. */
  Set<Planned> failed() {
    return failed;
  }

  /** What was overdue when a job said that all is well. */
  List<String> silences() {
    return silences;
  }

  List<Finding> findings() {
    return findings;
  }

  void found(String check, String text) {
    findings.add(new Finding(check, text));
  }

  /** Follows keys that are new in the store after an upload or a merge. */
  void added(Collection<Exposure> exposures) {
    if (exposures.isEmpty()) {
      return;
    }
    Set<Bytes> wanted =
        exposures.stream().map(each -> each.key().keyData()).collect(Collectors.toSet());
    stores.storedExposures().stream()
        .filter(stored -> wanted.contains(stored.key().keyData()))
        .forEach(stored -> accepted.putIfAbsent(stored.key().keyData(), stored));
  }

  void changed(Collection<Revision> revisions) {
    if (revisions.isEmpty()) {
      return;
    }
    Set<Bytes> wanted = revisions.stream().map(Revision::keyData).collect(Collectors.toSet());
    stores.storedRevisions().stream()
        .filter(stored -> wanted.contains(stored.keyData()))
        .forEach(stored -> revised.putIfAbsent(stored.keyData(), stored));
  }

  void planned(Collection<BatchPlan> plans) {
    for (BatchPlan plan : plans) {
      Planned batch = new Planned(plan.export().filenameRoot(), plan.window());
      if (!planned.add(batch)) {
        found("a window is planned once", Render.text(batch) + " was planned again");
      }
    }
  }

  void published(Batch batch, List<String> names) {
    List<BlobName> files = names.stream().map(name -> new BlobName(batch.bucket(), name)).toList();
    published.put(new Planned(batch.filenameRoot(), batch.window()), files);
    files.stream()
        .filter(file -> !objects.containsKey(file))
        .forEach(file -> found("published files exist", file + " was published, but not written"));
  }

  void failed(Batch batch) {
    failed.add(new Planned(batch.filenameRoot(), batch.window()));
  }

  void revived(UnfinishedBatch batch) {
    failed.remove(new Planned(batch.filenameRoot(), batch.window()));
  }

  void silent(String text) {
    silences.add(text);
  }

  /**
   * Follows a cleanup.
   *
   * @param live keys that were accepted then, or later, have to stay
   */
  void cleaned(Instant live) {
    Set<Bytes> stored =
        stores.storedExposures().stream()
            .map(exposure -> exposure.key().keyData())
            .collect(Collectors.toSet());
    accepted.forEach((key, exposure) -> {
      if (!stored.contains(key) && removed.add(key) && !exposure.createdAt().isBefore(live)) {
        found(
            "live keys stay",
            "key %s of %s was removed".formatted(Render.hex(key), exposure.createdAt()));
      }
    });
  }

  /** Whether a cleanup left the key. */
  boolean isStored(Exposure exposure) {
    return !removed.contains(exposure.key().keyData());
  }

  void written(BlobName name) {
    Bytes content = read(name);
    objects.put(name, content);
    Bytes before = everWritten.put(name, content);
    if (name.name().endsWith(INDEX)) {
      named(content)
          .filter(file -> !objects.containsKey(new BlobName(name.bucket(), file)))
          .forEach(file -> found("an index names files that exist", name + " names " + file));
      ordered(name, named(content).toList());
    } else if (before != null && !before.equals(content)) {
      found("every writer writes the same file", name + " was written with other content");
    }
  }

  /** A phone that remembers its last line finds all that is new behind it. */
  private void ordered(BlobName index, List<String> lines) {
    Map<String, Integer> rank = ranks.computeIfAbsent(index, _ -> new HashMap<>());
    int write = rank.size();
    int highest = -1;
    for (String line : lines) {
      int own = rank.computeIfAbsent(line, _ -> write);
      if (own < highest) {
        found("new lines come last", index + " names a new file above " + line);
      }
      highest = Math.max(highest, own);
    }
  }

  void deleted(BlobName name) {
    objects.remove(name);
    String root = name.name().substring(0, name.name().lastIndexOf('/'));
    if (index(name.bucket(), root).anyMatch(name.name()::equals)) {
      found("an index names files that exist", name + " was deleted, and is named");
    }
  }

  /** What the index says now. */
  Stream<String> index(String bucket, String root) {
    return Optional.ofNullable(objects.get(new BlobName(bucket, root + INDEX))).stream()
        .flatMap(Ledger::named);
  }

  private static Stream<String> named(Bytes index) {
    String text = new String(index.toByteArray(), UTF_8);
    return Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty());
  }

  private Bytes read(BlobName name) {
    try (Blob blob = blobs.open(name).orElseThrow()) {
      return Bytes.of(blob.content().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
