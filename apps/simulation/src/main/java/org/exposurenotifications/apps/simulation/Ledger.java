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
  private final List<Planned> planned = new ArrayList<>();
  private final Map<Planned, List<BlobName>> published = new LinkedHashMap<>();
  private final Map<BlobName, Bytes> everWritten = new HashMap<>();
  private final Map<BlobName, Bytes> objects = new HashMap<>();
  private final Set<Planned> failed = new HashSet<>();
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

  List<Planned> planned() {
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

  /** What was overdue when do-work said that all is well. */
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
      if (planned.contains(batch)) {
        found("a window is planned once", Render.text(batch) + " was planned again");
      } else {
        planned.add(batch);
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

  /**
   * Follows a run of do-work that reported no error.
   *
   * @param overdue a batch that ended before it ought to be published by now
   */
  void allIsWell(Instant now, Instant overdue) {
    planned.stream()
        .filter(batch -> !published.containsKey(batch))
        .filter(batch -> failed.contains(batch) || batch.window().end().isBefore(overdue))
        .map(batch -> "at %s all was well, but for %s".formatted(now, Render.text(batch)))
        .forEach(silences::add);
  }

  void written(BlobName name) {
    Bytes content = read(name);
    objects.put(name, content);
    Bytes before = everWritten.put(name, content);
    if (name.name().endsWith(INDEX)) {
      named(content)
          .filter(file -> !objects.containsKey(new BlobName(name.bucket(), file)))
          .forEach(file -> found("an index names files that exist", name + " names " + file));
    } else if (before != null && !before.equals(content)) {
      found("every writer writes the same file", name + " was written with other content");
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

  /** Beginning of the first window that was planned for the export. */
  Optional<Instant> firstPlanned(String export) {
    return planned.stream()
        .filter(batch -> batch.export().equals(export))
        .map(batch -> batch.window().start())
        .min(Instant::compareTo);
  }
}
