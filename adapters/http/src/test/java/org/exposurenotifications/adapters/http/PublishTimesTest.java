// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishOutcome.Reason;
import org.exposurenotifications.core.publish.PublishRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Answers to uploads leave at the next multiple of the quantum. */
@Execution(ExecutionMode.CONCURRENT)
class PublishTimesTest {
  private static final Duration QUANTUM = Duration.ofMillis(400);

  /** More than one, since a place may be given back only after the next upload has arrived. */
  private static final int PLACES = 2;

  private static final PublishOutcome REFUSED =
      new PublishOutcome.Refused(
          Reason.HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID, "because", List.of());

  private final CountDownLatch answered = new CountDownLatch(1);

  private static final Map<String, Function<TestServer, Reply>> REQUESTS =
      Map.of(
          "200", server -> server.publish("{}"),
          "200 for a decoy", TestServer::decoy,
          "200 of the old protocol", server -> server.post("/", "{}", r -> r),
          "400", server -> server.publish("malformed"),
          "413", server -> server.publish(" ".repeat(Exchange.MAX_BODY + 1)),
          "415",
              server ->
                  server.send(
                      "/v1/publish", r -> r.POST(HttpRequest.BodyPublishers.ofString("{}"))));

  @Test
  void everyAnswerWaitsForTheQuantum() {
    try (TestServer server = server(_ -> TestServer.ACCEPTED)) {
      REQUESTS.forEach((status, request) -> waits(status, server, request));
    }
    try (TestServer server = server(_ -> REFUSED)) {
      waits("401", server, one -> one.publish("{}"));
    }
    try (TestServer server =
        server(_ -> {
          throw new IllegalStateException("broken");
        })) {
      waits("503", server, one -> one.publish("{}"));
      waits("503 for a decoy", server, TestServer::decoy);
    }
  }

  @Test
  void maintenanceWaitsToo() {
    HttpSettings usual = TestServer.settings(QUANTUM, 256);
    HttpSettings maintenance =
        new HttpSettings(
            usual.bindAddress(),
            0,
            true,
            0,
            0,
            QUANTUM,
            true,
            false,
            Optional.empty(),
            usual.limits());
    try (TestServer server =
        new TestServer(maintenance, TestServer.publishing(_ -> TestServer.ACCEPTED))) {
      waits("429", server, one -> one.publish("{}"));
      waits("429 for a decoy", server, TestServer::decoy);
    }
  }

  @Test
  void otherRoutesDoNotWait() {
    try (TestServer server =
        new TestServer(
            TestServer.settings(Duration.ofSeconds(5), 256),
            Endpoints.NONE.withExportKeys(List::of))) {
      assertThat(timed(() -> server.get("/health"))).isLessThan(Duration.ofSeconds(5));
      assertThat(timed(() -> server.get("/.well-known/export-keys")))
          .isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void whatTookLongerThanAQuantumIsAnsweredAtTheNext() {
    try (TestServer server =
        server(_ -> {
          pause(QUANTUM.plusMillis(50));
          return TestServer.ACCEPTED;
        })) {
      assertThat(timed(() -> server.publish("{}"))).isGreaterThanOrEqualTo(QUANTUM.multipliedBy(2));
    }
  }

  @Test
  void noPlaceIsTakenWhileAnAnswerWaits() {
    AtomicInteger published = new AtomicInteger();
    try (TestServer server =
        new TestServer(
            TestServer.settings(Duration.ofSeconds(3), PLACES),
            TestServer.publishing(_ -> {
              published.incrementAndGet();
              answered.countDown();
              return TestServer.ACCEPTED;
            }))) {
      Duration taken =
          timed(() -> {
            CompletableFuture<Reply> first = later(server);
            await(answered);
            List<CompletableFuture<Reply>> others =
                IntStream.range(0, 2 * PLACES)
                    .mapToObj(_ -> {
                      int before = published.get();
                      CompletableFuture<Reply> other = later(server);
                      while (published.get() == before && !other.isDone()) {
                        Thread.onSpinWait();
                      }
                      return other;
                    })
                    .toList();
            assertThat(Stream.concat(Stream.of(first), others.stream()).map(one -> one.join()))
                .allMatch(reply -> reply.status() == 200);
            return first.join();
          });

      assertThat(taken).as("they waited together").isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void closingLetsAnswersThatWaitLeaveAtTheirTime() {
    TestServer server =
        new TestServer(
            TestServer.settings(Duration.ofSeconds(2), 256),
            TestServer.publishing(_ -> {
              answered.countDown();
              return TestServer.ACCEPTED;
            }));
    CompletableFuture<Reply> upload = later(server);
    await(answered);
    long begin = System.nanoTime();
    server.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
    assertThat(upload.join().status()).isEqualTo(200);
  }

  private static TestServer server(Function<PublishRequest, PublishOutcome> publish) {
    return new TestServer(TestServer.settings(QUANTUM, 256), TestServer.publishing(publish));
  }

  /**
   * @param what begins with the status that is expected
   */
  private static void waits(String what, TestServer server, Function<TestServer, Reply> request) {
    Duration taken =
        timed(() -> {
          Reply reply = request.apply(server);
          assertThat(what).startsWith("" + reply.status());
          return reply;
        });
    assertThat(taken).as(what).isGreaterThanOrEqualTo(QUANTUM);
  }

  private static CompletableFuture<Reply> later(TestServer server) {
    return CompletableFuture.supplyAsync(() -> server.publish("{}"), Thread::startVirtualThread);
  }

  private static Duration timed(Supplier<Reply> request) {
    long begin = System.nanoTime();
    Reply _ = request.get();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Real time is the subject here. */
  private static void pause(Duration duration) {
    try {
      boolean _ = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
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
