// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.testing.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.BatchPlan;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.config.ExportConfig;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.ExportFileStore.Place;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.KeyFilter;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Window;

/** What the clauses about exports do again and again. */
record ExportSteps(Stores stores) {
  /** Of every lease that a clause does not care about. */
  static final Duration LEASE = Duration.ofMinutes(5);

  static final int MAX_RECORDS = 500;
  static final FileLayout NO_FILES = new FileLayout(List.of());

  /** Registers the export, with its signers. */
  void register(ExportConfig config) {
    List<SignatureInfo> signers =
        config.signatureInfos().stream()
            .map(id ->
                new SignatureInfo(id, "key-" + id, "", "", Optional.empty(), Optional.empty()))
            .toList();
    stores.configuration().apply(new Configuration(List.of(), List.of(), signers, List.of(config)));
  }

  /** Without padding. */
  void plan(ExportConfig config, Window... windows) {
    assertThat(plan(config, Padding.NONE, windows)).isTrue();
  }

  boolean plan(ExportConfig config, Padding padding, Window... windows) {
    register(config);
    return stores.batches().plan(stores.batches().planning(), plans(config, windows), padding);
  }

  static List<BatchPlan> plans(ExportConfig config, Window... windows) {
    return Arrays.stream(windows)
        .map(window -> new BatchPlan(config, window, MAX_RECORDS))
        .toList();
  }

  /** The next batch at {@link Samples#NOW}. */
  Optional<Batch> lease() {
    return leaseAt(Samples.NOW);
  }

  Optional<Batch> leaseAt(Instant now) {
    return stores.batches().lease(now, Samples.FAR.plus(Duration.ofDays(1)), LEASE);
  }

  /** Plans one batch and takes it, which has to be the next. */
  Batch leased(ExportConfig config, Window window) {
    plan(config, window);
    Batch batch = lease().orElseThrow();
    assertThat(batch.filenameRoot()).isEqualTo(config.filenameRoot());
    assertThat(batch.window()).isEqualTo(window);
    return batch;
  }

  /** Plans one batch, and does it. */
  void done(ExportConfig config, Window window, String... objectNames) {
    complete(leased(config, window), objectNames);
  }

  void complete(Batch batch, String... objectNames) {
    List<FileLayout.Part> parts =
        Arrays.stream(objectNames).map(_ -> new FileLayout.Part(1, 0)).toList();
    Batch sealed = stores.batches().seal(batch, new FileLayout(parts)).orElseThrow();
    assertThat(stores.batches().complete(sealed, Arrays.asList(objectNames))).isTrue();
  }

  /** A batch that can be asked for its keys. */
  Batch passing(String name, KeyFilter filter, Window window) {
    Batch batch = leased(Samples.export(name, filter), window);
    stores.batches().fail(batch, Samples.FAR, "broken");
    return batch;
  }

  List<ExportKey> keys(Batch batch) {
    return all(stores.batchKeys().keys(batch));
  }

  List<ExportKey> revisedKeys(Batch batch) {
    return all(stores.batchKeys().revisedKeys(batch));
  }

  List<Bytes> keyData(Batch batch) {
    return keys(batch).stream().map(ExportKey::keyData).toList();
  }

  List<Bytes> revisedKeyData(Batch batch) {
    return revisedKeys(batch).stream().map(ExportKey::keyData).toList();
  }

  static Place place(ExportConfig config) {
    return new Place(config.bucket(), config.filenameRoot());
  }

  private static List<ExportKey> all(Stream<ExportKey> keys) {
    try (keys) {
      return keys.toList();
    }
  }
}
