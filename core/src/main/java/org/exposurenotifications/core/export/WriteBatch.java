// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.exposurenotifications.core.exportfile.ExportFileHeader;
import org.exposurenotifications.core.exportfile.ExportFileWriter;
import org.exposurenotifications.core.exportfile.Signer;
import org.exposurenotifications.core.job.JobFailure;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.FileLayout;
import org.exposurenotifications.ports.export.FileLayout.Part;

/** Writes the files of a sealed batch in one pass over its keys; none is kept in memory. */
final class WriteBatch {
  private static final BlobAttributes ARCHIVE = new BlobAttributes("application/zip", true);

  private final BatchKeys batchKeys;
  private final FindSigners findSigners;
  private final BlobStore blobs;
  private final ExportSettings settings;

  @Inject
  WriteBatch(
      BatchKeys batchKeys, FindSigners findSigners, BlobStore blobs, ExportSettings settings) {
    this.batchKeys = batchKeys;
    this.findSigners = findSigners;
    this.blobs = blobs;
    this.settings = settings;
  }

  /**
   * @param lease of the batch, renewed on the way
   * @param now when the signers have to be valid
   * @return object names of the files, in order; none if it has no keys
   * @throws JobFailure if nobody signs, or the keys are no longer those that were sealed
   */
  List<String> write(Batch batch, FileLayout layout, HeldLease lease, Instant now) {
    if (layout.files().isEmpty()) {
      return List.of();
    }
    List<Signer> signers = findSigners.of(batch, now);
    List<String> names = FileNames.of(batch, settings);
    int number = 0;
    try (Stream<ExportKey> keys = batchKeys.keys(batch);
        Stream<ExportKey> revisedKeys = batchKeys.revisedKeys(batch)) {
      SealedKeys source = new SealedKeys(keys.iterator(), revisedKeys.iterator(), lease);
      for (Part part : layout.files()) {
        lease.progress();
        String name = names.get(number++);
        ExportFileHeader header = header(batch, layout, number);
        blobs.put(
            new BlobName(batch.bucket(), name),
            ARCHIVE,
            out -> write(out, header, signers, part, source));
      }
      source.expectEnd();
    }
    return names;
  }

  private static void write(
      OutputStream out, ExportFileHeader header, List<Signer> signers, Part part, SealedKeys source)
      throws IOException {
    try (ExportFileWriter file = new ExportFileWriter(out, header, signers)) {
      for (int i = 0; i < part.keys(); i++) {
        file.addKey(source.nextKey());
      }
      for (int i = 0; i < part.revisedKeys(); i++) {
        file.addRevisedKey(source.nextRevisedKey());
      }
      file.finish();
    }
  }

  private static ExportFileHeader header(Batch batch, FileLayout layout, int number) {
    boolean split = layout.files().size() > 1;
    return new ExportFileHeader(
        batch.window().start(),
        split ? batch.window().end().plusSeconds(number) : batch.window().end(),
        batch.outputRegion());
  }

  /**
   * The keys of the batch, each once. They are fewer than the layout says if the batch waited for
   * so long that some expired.
   */
  private record SealedKeys(
      Iterator<ExportKey> keys, Iterator<ExportKey> revisedKeys, HeldLease lease) {
    ExportKey nextKey() {
      return next(keys);
    }

    ExportKey nextRevisedKey() {
      return next(revisedKeys);
    }

    private ExportKey next(Iterator<ExportKey> source) {
      lease.progress();
      if (!source.hasNext()) {
        throw new JobFailure("keys of the sealed batch are gone; they have probably expired");
      }
      return source.next();
    }

    void expectEnd() {
      if (keys.hasNext() || revisedKeys.hasNext()) {
        throw new JobFailure("there are more keys than when the batch was sealed");
      }
    }
  }
}
