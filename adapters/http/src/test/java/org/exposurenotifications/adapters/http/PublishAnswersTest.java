// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.core.publish.PublishOutcome.Reason;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** publish.md 1.7, 2.2, 2.3, 2.5. */
class PublishAnswersTest {
  private static final PublishOutcome FULL =
      new PublishOutcome.Accepted(
          Optional.of("token"), 2, List.of("w1", "w\u00fc2"), Optional.of("some\tdropped"));

  private static final PublishOutcome EMPTY =
      new PublishOutcome.Accepted(Optional.empty(), 0, List.of(), Optional.empty());

  @Test
  void aFullAnswerHasEveryMemberInOrder() {
    try (TestServer server = TestServer.answering(FULL)) {
      Reply reply = server.publish("{}");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().keySet())
          .containsExactly(
              "revisionToken", "insertedExposures", "error", "code", "padding", "warnings");
      assertThat(reply.json())
          .containsEntry("revisionToken", "token")
          .containsEntry("insertedExposures", 2L)
          .containsEntry("error", "some\tdropped")
          .containsEntry("code", "partial_failure")
          .containsEntry("warnings", List.of("w1", "w\u00fc2"));
      assertThat(reply.header("x-api-version")).isEqualTo("v1");
      assertThat(reply.header("content-type")).isEqualTo("application/json");
      assertThat(reply.header("cache-control")).isEqualTo("no-store, no-transform");
      assertThat(reply.headers()).doesNotContainKeys("server", "x-powered-by");
    }
  }

  @Test
  void anEmptyAnswerHasPaddingOnly() {
    try (TestServer server = TestServer.answering(EMPTY)) {
      assertThat(server.publish("{}").json()).containsOnlyKeys("padding");
    }
  }

  @Test
  void theOldProtocolEmitsEmptyMembersAndNoCode() {
    try (TestServer server = TestServer.answering(EMPTY)) {
      Reply reply = server.post("/", "{}", request -> request);

      assertThat(reply.header("x-api-version")).isEqualTo("v1alpha");
      assertThat(reply.json().keySet())
          .containsExactly("revisionToken", "insertedExposures", "error", "padding");
      assertThat(reply.json())
          .containsEntry("revisionToken", "")
          .containsEntry("insertedExposures", 0L)
          .containsEntry("error", "");
    }
    try (TestServer server = TestServer.answering(FULL)) {
      assertThat(server.post("/", "{}", request -> request).json().keySet())
          .containsExactly("revisionToken", "insertedExposures", "error", "padding", "warnings");
    }
  }

  @Test
  void theOldProtocolIsThereOnlyIfEnabled() {
    HttpSettings on = TestServer.settings();
    HttpSettings off =
        new HttpSettings(
            on.bindAddress(),
            on.port(),
            false,
            0,
            0,
            Duration.ZERO,
            false,
            false,
            on.jobToken(),
            on.limits());
    try (TestServer server = new TestServer(off, TestServer.publishing(_ -> FULL))) {
      assertThat(server.post("/", "{}", request -> request).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_HEALTH_AUTHORITY_ID, 401, unknown_health_authority_id",
    "UNABLE_TO_LOAD_HEALTH_AUTHORITY, 503, unable_to_load_health_authority",
    "HEALTH_AUTHORITY_MISSING_REGION_CONFIG, 500, health_authority_missing_region_config",
    "HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID, 401,"
        + " health_authority_verification_certificate_invalid",
    "ATTESTATION_INVALID, 401, health_authority_verification_certificate_invalid",
    "REGION_NOT_AUTHORIZED, 401, absent",
    "BAD_REQUEST, 400, bad_request",
    "MISSING_REVISION_TOKEN, 400, missing_revision_token",
    "INVALID_REVISION_TOKEN, 400, invalid_revision_token",
    "KEY_ALREADY_REVISED, 400, key_already_revised",
    "INVALID_REPORT_TYPE_TRANSITION, 400, invalid_report_type_transition",
    "INTERNAL_ERROR, 500, internal_error"
  })
  void aRefusalHasItsStatusAndCode(Reason reason, int status, String code) {
    try (TestServer server =
        TestServer.answering(new PublishOutcome.Refused(reason, "because", List.of("w")))) {
      Reply reply = server.publish("{}");

      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.member("code")).isEqualTo(code);
      assertThat(reply.json())
          .containsEntry("error", "because")
          .containsEntry("warnings", List.of("w"))
          .containsKey("padding");
      assertThat(reply.headers().containsKey("retry-after"))
          .isEqualTo(reason == Reason.UNABLE_TO_LOAD_HEALTH_AUTHORITY);
    }
  }

  @ParameterizedTest
  @EnumSource(PublishDialect.class)
  void aFailureIsToldWithoutDetailsAndMayBeRetried(PublishDialect dialect) {
    String path = dialect == PublishDialect.V1 ? "/v1/publish" : "/";
    for (RuntimeException failure :
        List.of(
            new PortFailure.Transient("secret detail", null),
            new PortFailure.Permanent("secret detail", null),
            new IllegalStateException("secret detail"))) {
      try (TestServer server =
          new TestServer(
              TestServer.publishing(_ -> {
                throw failure;
              }))) {
        Reply reply = server.post(path, "{}", request -> request);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.member("code"))
            .isEqualTo(dialect == PublishDialect.V1 ? "internal_error" : "absent");
        assertThat(reply.body()).doesNotContain("secret").contains("padding");
        assertThat(Integer.parseInt(reply.header("retry-after"))).isBetween(5, 30);
      }
    }
  }

  @Test
  void paddingIsWithinItsBoundsAndReachesThem() {
    HttpSettings narrow =
        new HttpSettings(
            "127.0.0.1",
            0,
            false,
            10,
            3,
            Duration.ZERO,
            false,
            false,
            Optional.empty(),
            HttpSettings.Limits.DEFAULT);
    try (TestServer server = new TestServer(narrow, TestServer.publishing(_ -> EMPTY))) {
      assertThat(IntStream.range(0, 60).map(_ -> paddingOf(server)).boxed())
          .containsOnly(10, 11, 12)
          .contains(10, 11, 12);
    }
  }

  @Test
  void byDefaultThereAre1024To2047Bytes() {
    try (TestServer server = TestServer.answering(EMPTY)) {
      for (int i = 0; i < 10; i++) {
        assertThat(paddingOf(server)).isBetween(1024, 2047);
      }
    }
  }

  private static int paddingOf(TestServer server) {
    return Base64.getDecoder().decode((String) server.publish("{}").member("padding")).length;
  }
}
