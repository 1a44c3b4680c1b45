// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
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
  void aDecoysAnswerHasTheStatusAndHeadersOfARealOne() {
    try (TestServer server = TestServer.answering(TestServer.ACCEPTED)) {
      Reply upload = server.publish("{}");
      Reply decoy = server.decoy();

      assertThat(decoy.status()).isEqualTo(upload.status());
      assertThat(decoy.headers().keySet()).isEqualTo(upload.headers().keySet());
      assertThat(decoy.header("content-type")).isEqualTo(upload.header("content-type"));
      assertThat(decoy.header("cache-control")).isEqualTo(upload.header("cache-control"));
      assertThat(decoy.header("x-api-version")).isEqualTo(upload.header("x-api-version"));
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
}
