// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** publish.md 1.4, and what it does better than the server described there. */
class ChaffTest {
  @Test
  void aDecoyIsRehearsedAndNotPublished() {
    AtomicInteger published = new AtomicInteger();
    AtomicInteger rehearsed = new AtomicInteger();
    Endpoints endpoints =
        Endpoints.NONE.withPublishing(
            TestServer.MAX_KEYS,
            _ -> {
              published.incrementAndGet();
              return TestServer.ACCEPTED;
            },
            () -> {
              rehearsed.incrementAndGet();
              return TestServer.ACCEPTED;
            });
    try (TestServer server = new TestServer(endpoints)) {
      assertThat(server.decoy().status()).isEqualTo(200);
      assertThat(server.post("/", "{}", r -> r.header("X-Chaff", "1")).header("x-api-version"))
          .isEqualTo("v1alpha");
      assertThat(published).hasValue(0);
      assertThat(rehearsed).hasValue(2);

      server.post("/v1/publish", "{}", r -> r.header("X-Chaff", "  "));
      assertThat(published).as("a blank header is none").hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "no JSON at all", "{\"unknown\": 1}"})
  void theBodyOfADecoyIsNotLookedAt(String body) {
    try (TestServer server = TestServer.answering(TestServer.ACCEPTED)) {
      Reply reply =
          server.send(
              "/v1/publish",
              r -> r.header("X-Chaff", "daily").POST(HttpRequest.BodyPublishers.ofString(body)));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json()).containsOnlyKeys("padding");
    }
  }

  @Test
  void aDecoysAnswerHasTheHeadersAndLengthsOfARealOne() {
    PublishOutcome outcome =
        new PublishOutcome.Accepted(Optional.of("t".repeat(700)), 14, List.of(), Optional.empty());
    try (TestServer server = TestServer.answering(outcome)) {
      Reply upload = server.publish("{}");
      Reply decoy = server.decoy();

      assertThat(decoy.status()).isEqualTo(upload.status());
      assertThat(decoy.headers().keySet()).isEqualTo(upload.headers().keySet());
      assertThat(decoy.header("content-type")).isEqualTo(upload.header("content-type"));
      assertThat(decoy.header("x-api-version")).isEqualTo(upload.header("x-api-version"));

      double[] uploads = lengths(() -> server.publish("{}"));
      double[] decoys = lengths(server::decoy);
      assertThat(Arrays.stream(decoys)).allMatch(length -> length % 64 == 0);
      assertThat(Arrays.stream(decoys).distinct().count()).isGreaterThan(10);
      assertThat(distance(uploads, decoys)).isLessThan(critical(uploads.length));
    }
  }

  @Test
  void theComparisonOfLengthsWouldNoticeAConstantLength() {
    double[] constant = new double[200];
    Arrays.fill(constant, 2432);
    double[] spread = new double[200];
    Arrays.setAll(spread, i -> 1408 + 64 * (i % 22));

    assertThat(distance(constant, spread)).isGreaterThan(critical(200));
  }

  @Test
  void everyLengthCanBeMatched() {
    PublishAnswers answers =
        new PublishAnswers(PublishDialect.V1, TestServer.settings(), new Random(2));
    for (int length = 64; length <= 6400; length += 64) {
      Answer.Text shape = Answer.json(200, "x".repeat(length), "ok");

      assertThat(answers.decoy(shape).body()).hasSize(length).startsWith("{\"padding\":\"");
    }
  }

  @Test
  void ifTheRehearsalFailsTheDecoyIsAnsweredLikeAFailingUpload() {
    Endpoints endpoints =
        TestServer.publishing(_ -> {
          throw new PortFailure.Transient("no database", null);
        });
    try (TestServer server = new TestServer(endpoints)) {
      Reply upload = server.publish("{}");
      Reply decoy = server.decoy();

      assertThat(decoy.status()).isEqualTo(upload.status()).isEqualTo(503);
      assertThat(decoy.headers().keySet()).isEqualTo(upload.headers().keySet());
      assertThat(decoy.member("code")).isEqualTo("internal_error");
    }
  }

  @Test
  void aDecoyTakesAsLongAsAnAcceptedUpload() {
    try (TestServer server = slowPublisher(Duration.ofMillis(900), Duration.ofSeconds(1))) {
      assertThat(timed(server)).as("nothing known yet").isLessThan(Duration.ofMillis(900));
      server.publish("{\"hmacKey\":\"slow\"}");

      assertThat(timed(server)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }
  }

  @Test
  void aDecoyWaitsNoLongerThanItsLimit() {
    try (TestServer server = slowPublisher(Duration.ofMillis(1500), Duration.ofMillis(50))) {
      server.publish("{\"hmacKey\":\"slow\"}");

      assertThat(timed(server)).isBetween(Duration.ofMillis(50), Duration.ofMillis(1400));
    }
  }

  @Test
  void refusedUploadsDoNotSetTheTempo() {
    Duration slow = Duration.ofSeconds(1);
    Endpoints endpoints =
        Endpoints.NONE.withPublishing(
            TestServer.MAX_KEYS,
            _ -> {
              pause(slow);
              return new PublishOutcome.Refused(PublishOutcome.Reason.BAD_REQUEST, "no", List.of());
            },
            () -> TestServer.ACCEPTED);
    try (TestServer server = new TestServer(endpoints)) {
      server.publish("{}");

      assertThat(timed(server)).isLessThan(slow);
    }
  }

  @Test
  void onlyTheLatestHundredUploadsAreRemembered() {
    PublishDurations durations = new PublishDurations();
    durations.record(Duration.ofDays(1));
    for (int i = 0; i < 100; i++) {
      durations.record(Duration.ofMillis(i));
    }
    Random random = new Random(3);
    List<Duration> drawn = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      drawn.add(durations.draw(random).orElseThrow());
    }

    assertThat(drawn).doesNotContain(Duration.ofDays(1)).hasSize(2000);
    assertThat(drawn.stream().distinct().count()).isEqualTo(100);
  }

  private static double[] lengths(Supplier<Reply> request) {
    double[] lengths = new double[200];
    Arrays.setAll(lengths, _ -> request.get().body().length());
    return lengths;
  }

  /** The Kolmogorov-Smirnov distance of two samples. */
  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (double x : DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray()) {
      double share = Arrays.stream(a).filter(v -> v <= x).count() / (double) a.length;
      double other = Arrays.stream(b).filter(v -> v <= x).count() / (double) b.length;
      largest = Math.max(largest, Math.abs(share - other));
    }
    return largest;
  }

  /** What two samples of the same distribution exceed once in a million times. */
  private static double critical(int n) {
    return Math.sqrt(-Math.log(1e-6 / 2) / 2) * Math.sqrt(2.0 / n);
  }

  private static TestServer slowPublisher(Duration duration, Duration limit) {
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            false,
            0,
            0,
            limit,
            false,
            false,
            Optional.empty(),
            HttpSettings.Limits.DEFAULT);
    return new TestServer(
        settings,
        Endpoints.NONE.withPublishing(
            TestServer.MAX_KEYS,
            _ -> {
              pause(duration);
              return TestServer.ACCEPTED;
            },
            () -> TestServer.ACCEPTED));
  }

  /** Real time is the subject here. */
  private static void pause(Duration duration) {
    try {
      boolean _ = new CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration timed(TestServer server) {
    long begin = System.nanoTime();
    server.decoy();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
