// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** publish.md 1.5, 1.6. */
class HealthAndMaintenanceTest {
  @Test
  void aReadyServerSaysSo() {
    try (TestServer server = new TestServer(Endpoints.NONE)) {
      Reply reply = server.get("/health");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("{\"status\":\"ok\"}");
      assertThat(reply.header("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void anUnreadyServerIsAliveAndTellsItsProblems() {
    try (TestServer server =
        new TestServer(Endpoints.NONE.withReadiness(() -> List.of("no database", "no keys")))) {
      Reply reply = server.get("/health");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.json())
          .containsEntry("status", "unavailable")
          .containsEntry("problems", List.of("no database", "no keys"));
      assertThat(server.get("/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void aCheckThatFailsIsAProblemWithoutDetails() {
    try (TestServer server =
        new TestServer(
            Endpoints.NONE.withReadiness(() -> {
              throw new IllegalStateException("secret detail");
            }))) {
      Reply reply = server.get("/health");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).contains("problems").doesNotContain("secret");
    }
  }

  @Test
  void theResultIsRememberedForASecond() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    AtomicInteger looks = new AtomicInteger();
    Supplier<List<String>> readiness =
        () -> looks.incrementAndGet() == 1 ? List.of("starting") : List.of();
    HealthEndpoint health = new HealthEndpoint(readiness, now::get);

    assertThat(health.check().status()).isEqualTo(503);
    now.set(Instant.EPOCH.plusMillis(999));
    assertThat(health.check().status()).isEqualTo(503);
    now.set(Instant.EPOCH.plusMillis(1000));
    assertThat(health.check().status()).isEqualTo(200);
    assertThat(looks).hasValue(2);
  }

  @Test
  void aCheckThatHangsKeepsOneCallerWaiting() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoints endpoints =
        Endpoints.NONE.withReadiness(() -> {
          hanging.countDown();
          try {
            boolean _ = goOn.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        });
    try (TestServer server = new TestServer(endpoints)) {
      var first = CompletableFuture.supplyAsync(() -> server.get("/health"));
      assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();

      assertThat(server.get("/health").json()).containsEntry("status", "unavailable");
      assertThat(first).isNotDone();
      goOn.countDown();
      assertThat(first.join().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/job", "/.well-known/export-keys"})
  void inMaintenanceEverythingIsRefused(String path) {
    try (TestServer server = new TestServer(TestServer.inMaintenance(), everything())) {
      Reply reply = server.get(path);

      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.header("content-type")).isEqualTo("application/json");
      assertThat(reply.json()).containsOnlyKeys("error");
    }
  }

  @Test
  void inMaintenanceDecoysAreRefusedLikeUploads() {
    try (TestServer server = new TestServer(TestServer.inMaintenance(), everything())) {
      Reply upload = server.publish("{}");
      Reply decoy = server.decoy();

      assertThat(decoy.status()).isEqualTo(upload.status());
      assertThat(upload.status()).isEqualTo(429);
      assertThat(upload.json()).containsOnlyKeys("error", "padding");
      assertThat(decoy.member("error")).isEqualTo(upload.member("error"));
      assertThat(decoy.headers().keySet()).isEqualTo(upload.headers().keySet());
    }
  }

  @Test
  void inMaintenanceTheServerIsHealthy() {
    try (TestServer server = new TestServer(TestServer.inMaintenance(), everything())) {
      assertThat(server.get("/health").status()).isEqualTo(200);
      assertThat(server.get("/health/live").status()).isEqualTo(200);
      assertThat(server.get("/unknown").status()).isEqualTo(404);
    }
  }

  private static Endpoints everything() {
    return TestServer.publishing(
            _ -> {
              throw new AssertionError("published in maintenance");
            })
        .withJob(
            "/job",
            () -> {
              throw new AssertionError("job in maintenance");
            })
        .withExportKeys(List::of);
  }
}
