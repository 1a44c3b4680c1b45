// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.jspecify.annotations.Nullable;

/** Makes one port behave wrongly. */
final class Spoil {
  private Spoil() {}

  /** A call of a port, to be made with the same arguments or others. */
  interface Call {
    String name();

    /** The first one counts as 0; empty text if there is none. */
    Object argument(int position);

    @Nullable Object asMade();

    /** The same but for one argument. */
    @Nullable Object with(int position, Object argument);
  }

  @FunctionalInterface
  interface Behaviour {
    @Nullable Object answer(Call call);
  }

  static Stores windows(Stores s, Behaviour behaviour) {
    WindowStore windows = over(WindowStore.class, s.windows(), behaviour);
    return with(s, windows, s.batches(), s.batchKeys(), s.exportFiles(), s.exposures());
  }

  static Stores batches(Stores s, Behaviour behaviour) {
    BatchStore batches = over(BatchStore.class, s.batches(), behaviour);
    return with(s, s.windows(), batches, s.batchKeys(), s.exportFiles(), s.exposures());
  }

  static Stores batchKeys(Stores s, Behaviour behaviour) {
    BatchKeys keys = over(BatchKeys.class, s.batchKeys(), behaviour);
    return with(s, s.windows(), s.batches(), keys, s.exportFiles(), s.exposures());
  }

  static Stores exportFiles(Stores s, Behaviour behaviour) {
    ExportFileStore files = over(ExportFileStore.class, s.exportFiles(), behaviour);
    return with(s, s.windows(), s.batches(), s.batchKeys(), files, s.exposures());
  }

  static Stores exposures(Stores s, Behaviour behaviour) {
    ExposureStore exposures = over(ExposureStore.class, s.exposures(), behaviour);
    return with(s, s.windows(), s.batches(), s.batchKeys(), s.exportFiles(), exposures);
  }

  static Platform blobs(Platform p, Behaviour behaviour) {
    return new SimulatedPlatform(
        over(BlobStore.class, p.blobs(), behaviour), p.signingKeys(), p.keyEncryption());
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

  private static <T> T over(Class<T> port, T target, Behaviour behaviour) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, arguments) ->
                behaviour.answer(
                    new Direct(method, target, arguments == null ? new Object[0] : arguments))));
  }

  private static final class Direct implements Call {
    private final Method method;
    private final Object target;
    private final Object[] arguments;

    Direct(Method method, Object target, Object[] arguments) {
      this.method = method;
      this.target = target;
      this.arguments = arguments;
    }

    @Override
    public String name() {
      return method.getName();
    }

    @Override
    public Object argument(int position) {
      return position < arguments.length ? arguments[position] : "";
    }

    @Override
    public @Nullable Object asMade() {
      return made(arguments);
    }

    @Override
    public @Nullable Object with(int position, Object argument) {
      Object[] changed = arguments.clone();
      changed[position] = argument;
      return made(changed);
    }

    private @Nullable Object made(Object[] with) {
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
}
