// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.secrets.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** export-and-operations.md 1.3, 1.4. */
class JobsTest {
  private static final String GONE = "gone";

  @Test
  void aJobThatWentWellIsOk() {
    Reply reply = run(() -> new JobReport("3 files", List.of()));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"ok\":true}");
    assertThat(reply.header("content-type")).isEqualTo("application/json");
  }

  @Test
  void oneErrorIsAText() {
    Reply reply = run(() -> new JobReport("", List.of("no signer")));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo("{\"error\":\"no signer\"}");
  }

  @Test
  void severalErrorsAreAList() {
    Reply reply = run(() -> new JobReport("", List.of("a", "b")));

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).isEqualTo("{\"errors\":[\"a\",\"b\"]}");
  }

  @Test
  void aJobThatThrowsIsAnErrorWithoutDetails() {
    Reply reply =
        run(() -> {
          throw new PortFailure.Transient("secret detail", null);
        });

    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.json()).containsOnlyKeys("error");
    assertThat(reply.body()).doesNotContain("secret");
  }

  @Test
  void jobsRunOnGetAndPostOnly() {
    AtomicInteger runs = new AtomicInteger();
    try (TestServer server =
        new TestServer(
            TestServer.withJobToken("127.0.0.1", "s3cret"),
            Endpoints.NONE.withJob("/job", counting(runs)))) {
      assertThat(authorized(server, "Bearer s3cret")).isEqualTo(200);
      assertThat(
              server
                  .post("/job", "ignored", r -> r.header("Authorization", "Bearer s3cret"))
                  .status())
          .isEqualTo(200);
      Reply deleted = server.send("/job", HttpRequest.Builder::DELETE);

      assertThat(deleted.status()).isEqualTo(405);
      assertThat(deleted.header("allow").split(", ")).containsExactlyInAnyOrder("GET", "POST");
      assertThat(server.get("/job/").status()).isEqualTo(404);
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void aTokenGuardsJobs() {
    AtomicInteger runs = new AtomicInteger();
    try (TestServer server =
        new TestServer(
            TestServer.withJobToken("127.0.0.1", "s3cret"),
            Endpoints.NONE.withJob("/job", counting(runs)))) {
      Reply without = server.get("/job");

      assertThat(without.status()).isEqualTo(401);
      assertThat(without.header("www-authenticate")).isEqualTo("Bearer");
      for (String wrong :
          List.of(
              "s3cret", "Bearer s3cre", "Bearer s3cret2", "Bearer ", "bearer", "Basic s3cret")) {
        assertThat(authorized(server, wrong)).as(wrong).isEqualTo(401);
      }
      assertThat(runs).hasValue(0);
      assertThat(authorized(server, "Bearer s3cret")).isEqualTo(200);
      assertThat(runs).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void withoutATokenJobsNeedALoopbackAddress(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> server(address, Endpoints.NONE.withJob("/job", counting(new AtomicInteger()))))
        .withMessageContaining("job token");
  }

  @Test
  void otherServersMayBindAnywhere() {
    assertThat(server("0.0.0.0", Endpoints.NONE)).isNotNull();
    assertThat(
            new HttpServer(
                TestServer.withJobToken("0.0.0.0", "s3cret"),
                Endpoints.NONE.withJob("/job", counting(new AtomicInteger())),
                InstantSource.system(),
                new Random(1)))
        .isNotNull();
  }

  @Test
  void anEmptyTokenIsNoToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestServer.withJobToken("127.0.0.1", ""))
        .withMessageContaining("empty");
    assertThat(TestServer.withJobToken("127.0.0.1", "s3cret").toString()).doesNotContain("s3cret");
  }

  @Test
  void aRotatedTokenCountsAtOnceAndOneThatIsGoneLetsNobodyIn() {
    AtomicInteger runs = new AtomicInteger();
    AtomicReference<String> now = new AtomicReference<>("old");
    try (TestServer server =
        new TestServer(
            TestServer.withJobToken("127.0.0.1", () -> secret(now.get())),
            Endpoints.NONE.withJob("/job", counting(runs)))) {
      assertThat(authorized(server, "Bearer old")).isEqualTo(200);
      now.set("new");
      assertThat(authorized(server, "Bearer old")).isEqualTo(401);
      assertThat(authorized(server, "Bearer new")).isEqualTo(200);
      now.set("");
      assertThat(authorized(server, "Bearer ")).isEqualTo(401);
      now.set(GONE);
      assertThat(authorized(server, "Bearer new")).isEqualTo(503);
      assertThat(server.get("/job").status()).as("without a look-up").isEqualTo(401);
      assertThat(runs).hasValue(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/v1/publish", "job", "/blobs/x"})
  void aJobCannotTakeAnothersPath(String path) {
    Endpoints endpoints =
        TestServer.publishing(_ -> TestServer.ACCEPTED)
            .withJob(path, counting(new AtomicInteger()));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> server("127.0.0.1", endpoints))
        .withMessageContaining(path);
  }

  @Test
  void aPortInUseIsAFailureThatSaysSo() {
    try (TestServer first = new TestServer(Endpoints.NONE)) {
      int port = first.port();
      HttpSettings settings = TestServer.settings("127.0.0.1", port);
      try (HttpServer second =
          new HttpServer(settings, Endpoints.NONE, InstantSource.system(), new Random(1))) {
        assertThatThrownBy(second::start)
            .isInstanceOf(PortFailure.Permanent.class)
            .hasMessageContaining("port " + port);
      }
    }
  }

  private static HttpServer server(String address, Endpoints endpoints) {
    return new HttpServer(
        TestServer.settings(address, 0), endpoints, InstantSource.system(), new Random(1));
  }

  private static Reply run(Supplier<JobReport> job) {
    try (TestServer server = new TestServer(Endpoints.NONE.withJob("/job", job))) {
      return server.post("/job", "", r -> r);
    }
  }

  private static Supplier<JobReport> counting(AtomicInteger runs) {
    return () -> new JobReport("run " + runs.incrementAndGet(), List.of());
  }

  private static int authorized(TestServer server, String header) {
    return server.send("/job", request -> request.header("Authorization", header)).status();
  }

  private static Secret secret(String text) {
    if (text.equals(GONE)) {
      throw new PortFailure.Permanent("there is no secret 'job-token'", null);
    }
    return new Secret(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
