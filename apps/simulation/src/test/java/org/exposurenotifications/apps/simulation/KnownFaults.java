// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobAttributes;
import org.exposurenotifications.ports.blob.BlobContent;
import org.exposurenotifications.ports.blob.BlobName;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.export.Batch;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.Padding;
import org.exposurenotifications.ports.export.Window;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.jspecify.annotations.Nullable;

/** Faults that a server could have, each as a store or platform that has it. */
enum KnownFaults implements Sabotage {
  WINDOWS_STAY_OPEN {
    @Override
    public Stores stores(Stores s) {
      WindowStore open =
          over(
              WindowStore.class,
              s.windows(),
              (call, arguments) ->
                  call.name().equals("closeBefore") ? arguments[0] : call.asMade());
      return with(s, open, s.batches(), s.batchKeys(), s.exportFiles(), s.exposures());
    }
  },
  A_BATCH_HOLDS_THE_NEXT_WINDOW_TOO {
    @Override
    public Stores stores(Stores s) {
      BatchKeys keys =
          over(
              BatchKeys.class,
              s.batchKeys(),
              (call, arguments) ->
                  arguments[0] instanceof Batch batch
                      ? call.with(longer(batch), 0)
                      : call.asMade());
      return with(s, s.windows(), s.batches(), keys, s.exportFiles(), s.exposures());
    }
  },
  A_CRASHED_WORKER_KEEPS_ITS_LEASE {
    @Override
    public Stores stores(Stores s) {
      BatchStore batches =
          over(
              BatchStore.class,
              s.batches(),
              (call, arguments) ->
                  call.name().equals("lease") ? call.with(Duration.ofDays(30), 2) : call.asMade());
      return with(s, s.windows(), batches, s.batchKeys(), s.exportFiles(), s.exposures());
    }
  },
  AN_INDEX_IS_NEVER_STALE_AGAIN {
    @Override
    public Stores stores(Stores s) {
      ExportFileStore files =
          over(
              ExportFileStore.class,
              s.exportFiles(),
              (call, arguments) ->
                  arguments[0] instanceof ExportFileStore.Index index
                      ? call.with(
                          new ExportFileStore.Index(
                              index.place(), Long.MAX_VALUE, index.objectNames()),
                          0)
                      : call.asMade());
      return with(s, s.windows(), s.batches(), s.batchKeys(), files, s.exposures());
    }
  },
  /**
   * Padding has one of the regions of its model: intersections of files hold reported keys only.
   */
  PADDING_HAS_ONE_REGION {
    @Override
    public Stores stores(Stores s) {
      BatchStore batches =
          over(
              BatchStore.class,
              s.batches(),
              (call, arguments) ->
                  arguments.length > 2 && arguments[2] instanceof Padding padding
                      ? call.with(ofOneRegion(padding), 2)
                      : call.asMade());
      return with(s, s.windows(), batches, s.batchKeys(), s.exportFiles(), s.exposures());
    }
  },
  CLEANUP_IS_TOO_EAGER {
    @Override
    public Stores stores(Stores s) {
      ExposureStore exposures =
          over(
              ExposureStore.class,
              s.exposures(),
              (call, arguments) ->
                  arguments.length > 1 && arguments[1] instanceof ExposureStore.Expiry expiry
                      ? call.with(
                          new ExposureStore.Expiry(
                              expiry.createdBefore().plus(Duration.ofDays(4)),
                              expiry.endedBefore(),
                              expiry.revisedBefore()),
                          1)
                      : call.asMade());
      return with(s, s.windows(), s.batches(), s.batchKeys(), s.exportFiles(), exposures);
    }
  },
  FILES_ARE_FORGOTTEN_BUT_NOT_DELETED {
    @Override
    public Platform platform(Platform p) {
      return with(
          p,
          over(
              BlobStore.class,
              p.blobs(),
              (call, arguments) -> call.name().equals("delete") ? null : call.asMade()));
    }
  },
  AN_UPLOADED_FILE_IS_WRITTEN_LATER {
    @Override
    public Platform platform(Platform p) {
      Map<BlobName, Runnable> late = new LinkedHashMap<>();
      return with(
          p,
          over(
              BlobStore.class,
              p.blobs(),
              (call, arguments) -> {
                late.values().forEach(Runnable::run);
                late.clear();
                if (call.name().equals("put") && arguments[0].toString().endsWith(".zip")) {
                  byte[] content = content((BlobContent) arguments[2]);
                  BlobName name = (BlobName) arguments[0];
                  late.put(
                      name,
                      () ->
                          p.blobs()
                              .put(name, (BlobAttributes) arguments[1], out -> out.write(content)));
                  return null;
                }
                return call.asMade();
              }));
    }
  };

  /** A call of a port, to be made with the same arguments or others. */
  interface Call {
    String name();

    @Nullable Object asMade();

    /** The same but for one argument. */
    @Nullable Object with(Object argument, int position);
  }

  private interface Behaviour {
    @Nullable Object answer(Call call, Object[] arguments);
  }

  private static <T> T over(Class<T> port, T target, Behaviour behaviour) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) -> {
              Object[] given = arguments == null ? new Object[] {""} : arguments;
              return behaviour.answer(new Direct(method, target, arguments), given);
            }));
  }

  private static final class Direct implements Call {
    private final Method method;
    private final Object target;
    private final Object @Nullable [] arguments;

    Direct(Method method, Object target, Object @Nullable [] arguments) {
      this.method = method;
      this.target = target;
      this.arguments = arguments;
    }

    @Override
    public String name() {
      return method.getName();
    }

    @Override
    public @Nullable Object asMade() {
      return made(arguments);
    }

    @Override
    public @Nullable Object with(Object argument, int position) {
      Object[] changed = arguments == null ? new Object[0] : arguments.clone();
      changed[position] = argument;
      return made(changed);
    }

    private @Nullable Object made(Object @Nullable [] with) {
      try {
        return method.invoke(target, with);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error crash) {
          throw crash;
        }
        throw new IllegalStateException(e);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Stores with(
      Stores s,
      WindowStore windows,
      BatchStore batches,
      BatchKeys keys,
      ExportFileStore files,
      ExposureStore exposures) {
    return new Stores(
        exposures,
        s.statistics(),
        windows,
        batches,
        keys,
        files,
        s.configuration(),
        s.revisionKeys(),
        s.leases(),
        s.clock());
  }

  private static Platform with(Platform p, BlobStore blobs) {
    return new SimulatedPlatform(blobs, p.signingKeys(), p.keyEncryption());
  }

  private static Padding ofOneRegion(Padding padding) {
    return new Padding(
        padding.keys().stream()
            .map(key ->
                new Exposure(
                    key.key(),
                    key.diagnosis(),
                    new TreeSet<>(key.regions().stream().limit(1).toList()),
                    false,
                    key.healthAuthority(),
                    key.createdAt()))
            .toList(),
        padding.revisions());
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
