// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.stream.Stream;
import org.exposurenotifications.apps.runtime.Stores;
import org.exposurenotifications.ports.Platform;
import org.exposurenotifications.ports.blob.BlobStore;
import org.exposurenotifications.ports.config.ConfigurationStore;
import org.exposurenotifications.ports.database.DatabaseClock;
import org.exposurenotifications.ports.export.BatchKeys;
import org.exposurenotifications.ports.export.BatchStore;
import org.exposurenotifications.ports.export.ExportFileStore;
import org.exposurenotifications.ports.export.ExportKey;
import org.exposurenotifications.ports.export.WindowStore;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.keys.SigningKey;
import org.exposurenotifications.ports.keys.SigningKeys;
import org.exposurenotifications.ports.lease.LeaseStore;
import org.exposurenotifications.ports.statistics.StatisticsStore;
import org.exposurenotifications.ports.token.RevisionKeyStore;
import org.jspecify.annotations.Nullable;

/** The world's ports as one process sees them: every call takes time and may go wrong. */
final class FaultyPorts implements InvocationHandler {
  private final ServerProcess process;
  private final World world;
  private final String port;
  private final Object target;

  private FaultyPorts(ServerProcess process, World world, String port, Object target) {
    this.process = process;
    this.world = world;
    this.port = port;
    this.target = target;
  }

  static Stores stores(ServerProcess process, World world) {
    Stores stores = world.stores;
    return new Stores(
        over(ExposureStore.class, stores.exposures(), process, world),
        over(StatisticsStore.class, stores.statistics(), process, world),
        over(WindowStore.class, stores.windows(), process, world),
        over(BatchStore.class, stores.batches(), process, world),
        over(BatchKeys.class, stores.batchKeys(), process, world),
        over(ExportFileStore.class, stores.exportFiles(), process, world),
        over(ConfigurationStore.class, stores.configuration(), process, world),
        over(RevisionKeyStore.class, stores.revisionKeys(), process, world),
        over(LeaseStore.class, stores.leases(), process, world),
        over(DatabaseClock.class, stores.clock(), process, world));
  }

  static Platform platform(ServerProcess process, World world) {
    Platform platform = world.platform;
    return new SimulatedPlatform(
        over(BlobStore.class, platform.blobs(), process, world),
        over(SigningKeys.class, platform.signingKeys(), process, world),
        over(KeyEncryption.class, platform.keyEncryption(), process, world));
  }

  private static <T> T over(Class<T> type, T target, ServerProcess process, World world) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new FaultyPorts(process, world, type.getSimpleName(), target)));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    String what = port + "." + method.getName();
    Returned returned =
        process.call(
            what,
            () -> {
              Returned effect = Returned.by(() -> method.invoke(target, arguments));
              world.trace(() ->
                  "%s %s(%s) %s"
                      .formatted(process.name(), what, Render.arguments(arguments), effect.text()));
              return effect;
            });
    return faulty(returned.get());
  }

  /** What is handed out is a port, too. */
  private @Nullable Object faulty(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional when optional.isPresent() ->
          Optional.ofNullable(faulty(optional.get()));
      case SigningKey key -> over(SigningKey.class, key, process, world);
      case Stream<?> stream -> stream.map(this::read);
      default -> value;
    };
  }

  private Object read(Object element) {
    return element instanceof ExportKey ? process.call(port + ".read", () -> element) : element;
  }

  /** What a call returned, or threw. */
  private record Returned(@Nullable Object value, @Nullable Throwable failure) {
    static Returned by(Reflective call) {
      try {
        return new Returned(call.invoke(), null);
      } catch (InvocationTargetException e) {
        return new Returned(null, e.getCause());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    @Nullable Object get() throws Throwable {
      if (failure != null) {
        throw failure;
      }
      return value;
    }

    String text() {
      return failure == null ? Render.text(value) : "threw " + failure.getClass().getSimpleName();
    }
  }

  @FunctionalInterface
  private interface Reflective {
    @Nullable Object invoke() throws InvocationTargetException, IllegalAccessException;
  }
}
