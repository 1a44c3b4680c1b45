// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.core.job.ClockSettings;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.ExportFileStore.Index;
import org.exposurenotifications.ports.export.Planning;
import org.exposurenotifications.ports.export.UnfinishedBatch;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.exposure.ExposureStore.Expiry;
import org.jspecify.annotations.Nullable;

/** Faults that a server could have, or had, each with the check that finds it. */
enum KnownFaults implements Sabotage {
  WINDOWS_STAY_OPEN("every key is exported once") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.windows(
          s, call -> call.name().equals("closeBefore") ? call.argument(0) : call.asMade());
    }
  },
  A_BATCH_HOLDS_THE_NEXT_WINDOW_TOO("every key is exported once") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.batchKeys(
          s,
          call ->
              call.argument(0) instanceof Batch batch
                  ? call.with(0, longer(batch))
                  : call.asMade());
    }
  },
  A_CRASHED_WORKER_KEEPS_ITS_LEASE("every batch is published") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.batches(
          s,
          call -> call.name().equals("lease") ? call.with(2, Duration.ofDays(30)) : call.asMade());
    }
  },
  AN_INDEX_IS_NEVER_STALE_AGAIN("indexes name every file") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.exportFiles(
          s,
          call ->
              call.argument(0) instanceof Index index
                  ? call.with(0, new Index(index.place(), Long.MAX_VALUE, index.objectNames()))
                  : call.asMade());
    }
  },
  /** The files of two regions, laid over each other, are the keys of who was in both. */
  PADDING_HAS_ONE_REGION("every cell is a crowd") {
    @Override
    public Stores stores(Stores s) {
      return SpoiltPadding.plans(s, SpoiltPadding::ofOneRegion);
    }
  },
  /** A file less another leaves keys of a cell that has no padding of its own. */
  PADDING_IS_COUNTED_BY_FILE("every cell is a crowd") {
    @Override
    public Stores stores(Stores s) {
      return SpoiltPadding.plans(s, SpoiltPadding::ofOneCell);
    }
  },
  /** Nothing of one world is wrong; what is told apart adds up. */
  EVERY_KEY_HAS_EQUALLY_MANY_COPIES("padding is not told apart") {
    @Override
    public Stores stores(Stores s) {
      return SpoiltPadding.plans(s, padding -> SpoiltPadding.ofEqualCopies(padding, s.batchKeys()));
    }
  },
  /** A batch that failed waits for its retry, and every run is content. */
  WHAT_FAILED_IS_NOT_REPORTED("overdue work is reported") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.batches(
          s,
          call ->
              call.name().equals("unfinished")
                  ? batches(call.asMade()).filter(batch -> batch.failures() == 0).toList()
                  : call.asMade());
    }
  },
  DEAD_LETTERS_ARE_NOT_REPORTED("overdue work is reported") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.batches(
          s,
          call ->
              call.name().equals("unfinished")
                  ? batches(call.asMade()).filter(batch -> !batch.deadLettered()).toList()
                  : call.asMade());
    }
  },
  /** A file that comes late is named above the line that a phone remembers. */
  INDEXES_ARE_SORTED("new lines come last") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.exportFiles(
          s,
          call -> {
            Object answer = call.asMade();
            return answer instanceof Index index
                ? new Index(
                    index.place(),
                    index.generation(),
                    index.objectNames().stream().sorted().toList())
                : answer;
          });
    }
  },
  /** One run with a fast clock closes windows of the future. */
  CLOCKS_ARE_NOT_COMPARED("jobs with a wrong clock refuse") {
    @Override
    public Settings settings(Settings s) {
      return new Settings(
          s.roles(),
          s.publish(),
          s.token(),
          s.export(),
          s.retention(),
          new ClockSettings(Duration.ofDays(1000)),
          s.http());
    }
  },
  /** An export without history begins with its latest whole window, whatever was accepted. */
  AN_EXPORT_BEGINS_WITH_ITS_LATEST_WINDOW("no window is skipped") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.batches(
          s,
          call -> {
            Object answer = call.asMade();
            return answer instanceof Planning planning && lacksOne(planning, s.configuration())
                ? new Planning(
                    planning.generation(),
                    planning.latestEnds(),
                    planning.unpadded(),
                    Optional.empty())
                : answer;
          });
    }
  },
  CLEANUP_IS_TOO_EAGER("live keys stay") {
    @Override
    public Stores stores(Stores s) {
      return Spoil.exposures(
          s,
          call ->
              call.argument(1) instanceof Expiry expiry
                  ? call.with(
                      1,
                      new Expiry(
                          expiry.createdBefore().plus(Duration.ofDays(4)),
                          expiry.endedBefore(),
                          expiry.revisedBefore()))
                  : call.asMade());
    }
  },
  FILES_ARE_FORGOTTEN_BUT_NOT_DELETED("nothing outlives its time") {
    @Override
    public Platform platform(Platform p) {
      return Spoil.blobs(p, call -> call.name().equals("delete") ? null : call.asMade());
    }
  },
  AN_UPLOADED_FILE_IS_WRITTEN_LATER("published files exist") {
    @Override
    public Platform platform(Platform p) {
      Map<BlobName, Runnable> late = new LinkedHashMap<>();
      return Spoil.blobs(
          p,
          call -> {
            late.values().forEach(Runnable::run);
            late.clear();
            if (call.name().equals("put") && call.argument(0).toString().endsWith(".zip")) {
              BlobName name = (BlobName) call.argument(0);
              byte[] content = content((BlobContent) call.argument(2));
              late.put(
                  name,
                  () ->
                      p.blobs()
                          .put(name, (BlobAttributes) call.argument(1), out -> out.write(content)));
              return null;
            }
            return call.asMade();
          });
    }
  };

  private final String check;

  KnownFaults(String check) {
    this.check = check;
  }

  /** What finds it. */
  String check() {
    return check;
  }

  private static boolean lacksOne(Planning planning, ConfigurationStore configuration) {
    return configuration.load().exportConfigs().stream()
        .anyMatch(export -> planning.latestEnd(export.name()).isEmpty());
  }

  private static Stream<UnfinishedBatch> batches(@Nullable Object answer) {
    return ((Collection<?>) Objects.requireNonNull(answer))
        .stream().map(UnfinishedBatch.class::cast);
  }

  private static Batch longer(Batch batch) {
    Window window = batch.window();
    return new Batch(
        batch.id(),
        batch.fence(),
        batch.failures(),
        batch.lapses(),
        batch.bucket(),
        batch.filenameRoot(),
        new Window(window.start(), window.end().plusSeconds(1)),
        batch.outputRegion(),
        batch.filter(),
        batch.maxRecords(),
        batch.signatureInfos(),
        batch.layout());
  }

  private static byte[] content(BlobContent content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
