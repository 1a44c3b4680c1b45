// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.exposurenotifications.adapters.postgres.PostgresStores;
import org.exposurenotifications.apps.embedded.PostgresServer;
import org.exposurenotifications.apps.embedded.PostgresSettings;
import org.exposurenotifications.apps.onprem.OnPremPlatformReader;
import org.exposurenotifications.apps.phone.PublishAnswer;
import org.exposurenotifications.apps.runtime.KeyServer;
import org.exposurenotifications.apps.runtime.Role;
import org.exposurenotifications.apps.runtime.Settings;
import org.exposurenotifications.apps.runtime.SettingsReader;
import org.exposurenotifications.apps.server.ConfigurationFile;
import org.exposurenotifications.apps.server.Infrastructure;
import org.exposurenotifications.ports.exposure.ReportType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database that is stopped and started again while phones upload. */
final class DatabaseRestartTest {
  private static final int PHONES = 4;
  private static final int ROUNDS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InstantSource clock = InstantSource.system();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();

  @TempDir Path folder;

  private @Nullable PostgresServer running;

  @Test
  void uploadsMeanwhileAreAcceptedOrToldToComeBack() throws Exception {
    var directory = new DataDirectory(folder);
    directory.create();
    running = PostgresServer.start(directory.database(), PostgresSettings.durable());
    try (var infrastructure =
        Infrastructure.open(
            OnPremPlatformReader::read,
            directory.complete(
                Map.of(
                    // each upload asks the database which apps there are
                    "AUTHORIZED_APP_CACHE_DURATION", "0s",
                    "VERIFICATION_CACHE_DURATION", "0s",
                    "DB_CONNECT_TIMEOUT", "2"),
                database().address()))) {
      PostgresStores.migrate(infrastructure.database());
      infrastructure
          .postgres()
          .configuration()
          .apply(ConfigurationFile.read(Playground.write(directory)));
      try (KeyServer server = server(infrastructure)) {
        server.start();
        restartWhileUploading(
            URI.create("http://127.0.0.1:" + server.port()), directory.database());
      }
    } finally {
      database().close();
    }
    assertThat(answers.keySet()).as("%s", answers).containsOnly("200", "503");
  }

  private void restartWhileUploading(URI server, Path directory) throws Exception {
    var stop = new AtomicBoolean();
    TestApp app = TestApp.of(folder);
    try (ExecutorService phones = Executors.newFixedThreadPool(PHONES)) {
      List<Future<Void>> uploads =
          IntStream.range(0, PHONES)
              .mapToObj(_ -> phones.submit(uploader(app, server, stop)))
              .toList();
      try {
        for (int round = 0; round < ROUNDS; round++) {
          int before = answers.getOrDefault("200", 0);
          TestWait.until(
              PATIENCE,
              () -> Optional.of(answers).filter(all -> all.getOrDefault("200", 0) > before));
          restart(directory, round % 2 == 0);
        }
      } finally {
        stop.set(true);
      }
      for (Future<Void> upload : uploads) {
        upload.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private Callable<Void> uploader(TestApp app, URI server, AtomicBoolean stop) {
    return () -> {
      while (!stop.get()) {
        PublishAnswer answer =
            app.publish(
                server,
                app.keys(clock.instant()),
                ReportType.CONFIRMED,
                Optional.empty(),
                clock.instant());
        answers.merge(String.valueOf(answer.status()), 1, Integer::sum);
      }
      return null;
    };
  }

  /**
   * As an operator would, or the kernel that is out of memory.
   *
   * @param orderly whether the database stops by itself, or is killed
   */
  private void restart(Path directory, boolean orderly) throws Exception {
    int port = database().address().port();
    if (!orderly) {
      Path note = directory.resolve("data").resolve("postmaster.pid");
      long postmaster = Long.parseLong(Files.readAllLines(note).getFirst().strip());
      ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
    }
    database().close();
    running = PostgresServer.start(directory, PostgresSettings.durable().onPort(port));
  }

  private PostgresServer database() {
    return Objects.requireNonNull(running);
  }

  private KeyServer server(Infrastructure infrastructure) {
    Settings settings =
        new SettingsReader(infrastructure.environment())
            .read(EnumSet.of(Role.PUBLISH), "127.0.0.1", 0);
    infrastructure.environment().check();
    infrastructure.platform().keyEncryption().ensure(settings.token().keyName());
    return new KeyServer(
        settings,
        infrastructure.platform(),
        infrastructure.stores(),
        infrastructure::problems,
        clock,
        false);
  }
}
