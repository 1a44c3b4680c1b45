// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

/** More requests than there is room for, requests that fail, and the end of the server. */
class OverloadAndShutdownTest {
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Endpoints endpoints =
      TestServer.publishing(
              _ -> {
                running.countDown();
                await(goOn);
                return TestServer.ACCEPTED;
              })
          .withExportKeys(List::of);

  @Test
  void moreThanTheLimitAreToldToComeBackButProbesAreAnswered() {
    try (TestServer server =
        new TestServer(TestServer.settings(TestServer.impatient(1)), endpoints)) {
      CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> server.publish("{}"));
      await(running);
      Reply upload = server.publish("{}");
      Reply decoy = server.decoy();

      assertThat(upload.status()).isEqualTo(503);
      assertThat(upload.json()).containsOnlyKeys("error", "code", "padding");
      assertThat(Integer.parseInt(upload.header("retry-after"))).isBetween(5, 30);
      assertThat(decoy.status()).isEqualTo(503);
      assertThat(decoy.headers().keySet()).isEqualTo(upload.headers().keySet());
      assertThat(decoy.member("error")).isEqualTo(upload.member("error"));
      assertThat(server.get("/health").status()).isEqualTo(200);
      goOn.countDown();
      assertThat(first.join().status()).isEqualTo(200);
      assertThat(server.publish("{}").status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestMayTakeLongerThanTheIdleTimeout() {
    try (TestServer server =
        new TestServer(TestServer.settings(TestServer.impatient(5)), endpoints)) {
      CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS).execute(goOn::countDown);

      assertThat(server.publish("{}").status()).isEqualTo(200);
    }
  }

  @Test
  void closingFinishesTheRequestUnderWay() {
    TestServer server = new TestServer(TestServer.settings(TestServer.impatient(5)), endpoints);
    CompletableFuture<Reply> upload = CompletableFuture.supplyAsync(() -> server.publish("{}"));
    await(running);
    CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS).execute(goOn::countDown);
    server.close();

    assertThat(upload.join().status()).isEqualTo(200);
    assertThatThrownBy(() -> server.publish("{}")).isInstanceOf(IllegalStateException.class);
    server.close();
  }

  @Test
  void closingDoesNotWaitForEver() {
    HttpSettings.Limits base = TestServer.impatient(5);
    HttpSettings.Limits limits =
        new HttpSettings.Limits(
            base.connections(),
            base.concurrentRequests(),
            base.headTimeout(),
            base.bodyTimeout(),
            base.answerTimeout(),
            base.idleTimeout(),
            Duration.ofMillis(300));
    TestServer server = new TestServer(TestServer.settings(limits), endpoints);
    CompletableFuture<Reply> upload = CompletableFuture.supplyAsync(() -> server.publish("{}"));
    await(running);
    server.close();

    assertThatThrownBy(upload::join).hasRootCauseInstanceOf(IOException.class);
    goOn.countDown();
  }

  @Test
  void anEndpointThatThrowsGetsABareStatus() {
    try (TestServer server =
        new TestServer(
            Endpoints.NONE.withExportKeys(() -> {
              throw new IllegalStateException("secret detail");
            }))) {
      Reply panic = server.get("/.well-known/export-keys");

      assertThat(panic.status()).isEqualTo(500);
      assertThat(panic.body()).isEmpty();
    }
  }

  @Test
  void anEndpointWhoseWorldIsBrokenIsUnavailable() {
    try (TestServer server =
        new TestServer(
            Endpoints.NONE.withExportKeys(() -> {
              throw new PortFailure.Transient("secret detail", null);
            }))) {
      Reply failure = server.get("/.well-known/export-keys");

      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.json()).containsOnlyKeys("error");
      assertThat(failure.body()).doesNotContain("secret");
    }
  }

  @Test
  void afterAFailureOfTheVirtualMachineTheServerDoesNotGoOn() {
    AtomicReference<VirtualMachineError> broken = new AtomicReference<>();
    VirtualMachineError failure = new OutOfMemoryError("secret detail");
    Endpoints endpoint =
        TestServer.publishing(_ -> {
          throw failure;
        });
    try (TestServer server = new TestServer(TestServer.settings(), endpoint, broken)) {
      assertThat(server.publish("{}").body()).isEmpty();
      assertThat(broken).hasValue(failure);
    }
  }

  @Test
  void aDefectOfOneRequestIsNoFailureOfTheVirtualMachine() {
    AtomicReference<VirtualMachineError> broken = new AtomicReference<>();
    Endpoints endpoint =
        TestServer.publishing(_ -> {
          throw new AssertionError("secret detail");
        });
    try (TestServer server = new TestServer(TestServer.settings(), endpoint, broken)) {
      Reply reply = server.publish("{}");

      assertThat(reply.status()).isEqualTo(500);
      assertThat(reply.body()).isEmpty();
      assertThat(broken).hasValue(null);
      assertThat(server.get("/health/live").status()).isEqualTo(200);
    }
  }

  @Test
  void onlyWhatWasGivenExists() {
    try (TestServer server = new TestServer(Endpoints.NONE)) {
      for (String path :
          List.of("/", "/v1/publish", "/blobs/a/b", "/.well-known/export-keys", "/job")) {
        Reply reply = server.get(path);

        assertThat(reply.status()).as(path).isEqualTo(404);
        assertThat(reply.body()).isEmpty();
      }
    }
  }

  @Test
  void severalJobsMayBeOffered() {
    try (TestServer server =
        new TestServer(
            Endpoints.NONE
                .withJob("/a", () -> new JobReport("", List.of("A")))
                .withJob("/", () -> new JobReport("", List.of("root"))))) {
      assertThat(server.post("/a", "", r -> r).member("error")).isEqualTo("A");
      assertThat(server.post("/", "", r -> r).member("error")).isEqualTo("root");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
