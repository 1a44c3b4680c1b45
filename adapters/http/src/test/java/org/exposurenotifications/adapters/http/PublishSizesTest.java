// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishOutcome.Reason;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;

/** The length of an answer to an upload says nothing about what is in it. */
class PublishSizesTest {
  private static final int DRAWS = 200;

  /** As long as a token over at most 30 keys is. */
  private static final Optional<String> TOKEN = Optional.of("t".repeat(1248));

  private static final PublishOutcome ACCEPTED =
      new PublishOutcome.Accepted(TOKEN, 14, List.of(), Optional.empty());

  /** The longest texts that 30 keys can cause. */
  private static final String FAULTS =
      IntStream.range(0, 30)
          .mapToObj(i -> "key " + i + " has a transmission risk out of 0 to 8")
          .collect(Collectors.joining("\n\t* ", "30 keys are not accepted:\n\t* ", ""));

  private static final double[] REAL = lengthsOf(ACCEPTED);

  @Test
  void refusedUploads() {
    for (Reason reason : Reason.values()) {
      same(reason.name(), lengthsOf(new PublishOutcome.Refused(reason, "because", List.of("w"))));
    }
    same("faults", lengthsOf(new PublishOutcome.Refused(Reason.BAD_REQUEST, FAULTS, List.of())));
  }

  @Test
  void acceptedUploads() {
    same(
        "nothing to say",
        lengthsOf(new PublishOutcome.Accepted(Optional.empty(), 0, List.of(), Optional.empty())));
    same(
        "some keys left out",
        lengthsOf(new PublishOutcome.Accepted(TOKEN, 1, List.of(), Optional.of(FAULTS))));
  }

  @Test
  void whatNeverBecameAnUpload() {
    try (TestServer server = TestServer.answering(ACCEPTED)) {
      same("decoys", lengths(200, server::decoy));
      same("malformed", lengths(400, () -> server.publish("malformed")));
      same("too large", lengths(413, () -> server.publish(" ".repeat(Exchange.MAX_BODY + 1))));
      same(
          "no JSON",
          lengths(
              415,
              () ->
                  server.send(
                      "/v1/publish", r -> r.POST(HttpRequest.BodyPublishers.ofString("{}")))));
      same("old protocol", lengths(200, () -> server.post("/", "{}", r -> r)));
      same(
          "decoys of the old protocol",
          lengths(200, () -> server.post("/", "{}", r -> r.header("X-Chaff", "1"))));
    }
  }

  @Test
  void ofTwoThousandDrawsOfEachKind() {
    PublishAnswers answers =
        new PublishAnswers(PublishDialect.V1, TestServer.settings(), new Random(4));
    double[] real = draws(answers, PublishAnswer.of(ACCEPTED));
    for (PublishAnswer other :
        List.of(
            PublishAnswer.DECOY,
            PublishAnswer.badRequest(400, FAULTS),
            PublishAnswer.of(
                new PublishOutcome.Refused(
                    Reason.HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID,
                    "because",
                    List.of())),
            PublishAnswer.of(Refusal.PANIC),
            PublishAnswer.UNAVAILABLE)) {
      double[] lengths = draws(answers, other);
      assertThat(Samples.distance(real, lengths))
          .as(other.toString())
          .isLessThan(Samples.critical(real.length, lengths.length));
    }
  }

  @Test
  void whatIsTooLongForTheRoomGetsWholeRooms() {
    PublishAnswers answers =
        new PublishAnswers(PublishDialect.V1, TestServer.settings(), new Random(5));
    double[] usual = draws(answers, PublishAnswer.of(ACCEPTED));
    double[] longer =
        draws(answers, PublishAnswer.badRequest(400, "x".repeat(PublishAnswers.ROOM)));
    Arrays.setAll(longer, i -> longer[i] - PublishAnswers.ROOM);

    assertThat(Samples.distance(usual, longer))
        .isLessThan(Samples.critical(usual.length, longer.length));
  }

  private static double[] draws(PublishAnswers answers, PublishAnswer answer) {
    double[] lengths = new double[2000];
    Arrays.setAll(lengths, _ -> answers.text(answer).body().length());
    return lengths;
  }

  @Test
  void failures() {
    try (TestServer server =
        new TestServer(
            TestServer.publishing(_ -> {
              throw new PortFailure.Transient("no database", null);
            }))) {
      same("failing uploads", lengths(503, () -> server.publish("{}")));
      same("failing decoys", lengths(503, server::decoy));
    }
  }

  @Test
  void maintenance() {
    try (TestServer server =
        new TestServer(TestServer.inMaintenance(), TestServer.publishing(_ -> ACCEPTED))) {
      same("uploads", lengths(429, () -> server.publish("{}")));
      same("decoys", lengths(429, server::decoy));
      assertThat(server.publish("{}").json()).containsOnlyKeys("error", "padding");
    }
  }

  @Test
  void overload() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Endpoints endpoints =
        TestServer.publishing(_ -> {
          running.countDown();
          try {
            goOn.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return ACCEPTED;
        });
    try (TestServer server =
        new TestServer(TestServer.settings(TestServer.impatient(1)), endpoints)) {
      CompletableFuture<Reply> first = CompletableFuture.supplyAsync(() -> server.publish("{}"));
      running.await();
      same("overload", lengths(503, () -> server.publish("{}")));
      assertThat(server.publish("{}").json())
          .containsOnlyKeys("error", "code", "padding")
          .containsEntry("code", "internal_error");
      goOn.countDown();
      first.join();
    }
  }

  @Test
  void theComparisonWouldNoticeAConstantLength() {
    double[] constant = new double[DRAWS];
    Arrays.fill(constant, REAL[0]);

    assertThat(Samples.distance(constant, REAL)).isGreaterThan(Samples.critical(DRAWS, DRAWS));
  }

  private static double[] lengthsOf(PublishOutcome outcome) {
    try (TestServer server = TestServer.answering(outcome)) {
      return lengths(0, () -> server.publish("{}"));
    }
  }

  /**
   * @param status that is expected; any if 0
   */
  private static double[] lengths(int status, Supplier<Reply> request) {
    double[] lengths = new double[DRAWS];
    Arrays.setAll(
        lengths,
        _ -> {
          Reply reply = request.get();
          assertThat(status == 0 ? 0 : reply.status()).isEqualTo(status);
          assertThat(Base64.getDecoder().decode((String) reply.member("padding")).length)
              .isBetween(1024, 2047);
          return reply.body().length();
        });
    return lengths;
  }

  private static void same(String what, double[] lengths) {
    assertThat(lengths)
        .as(what)
        .satisfies(all -> {
          assertThat(Arrays.stream(all).map(length -> length % 64).distinct().count())
              .as("a length in steps would show how long status line and headers are")
              .isGreaterThan(40);
          assertThat(Samples.distance(all, REAL)).isLessThan(Samples.critical(DRAWS, DRAWS));
        });
  }
}
