// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.testing.fuzz.Fuzz;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies of uploads, in both dialects. */
final class PublishBodyFuzzTest {
  private static final long MOST_BYTES = 4_000_000;
  private static final int LONGEST_REASON = 400;

  private static final String V1 =
      """
      {"temporaryExposureKeys": [
         {"key": "EBESExQVFhcYGRobHB0eHw==", "rollingStartNumber": 2650032, "rollingPeriod": 144, "transmissionRisk": 4},
         {"key": "+/8AAAAAAAAAAAAAAAAAAA==", "rollingStartNumber": 2650176, "rollingPeriod": 72}],
       "healthAuthorityID": "com.example.app", "verificationPayload": "a.b.c", "hmacKey": "AAAA",
       "symptomOnsetInterval": 2650100, "traveler": true, "revisionToken": "dG9rZW4=", "padding": "cGFkZGluZw=="}
      """;
  private static final String V1ALPHA1 =
      """
      {"temporaryExposureKeys": [{"key": "EBESExQVFhcYGRobHB0eHw==", "rollingStartNumber": 2650032, "rollingPeriod": 144, "transmissionRisk": 4}],
       "regions": ["US", "CA"], "appPackageName": "com.example.app", "platform": "android", "deviceVerificationPayload": "",
       "verificationPayload": "a.b.c", "hmackey": "AAAA", "padding": "cGFkZGluZw=="}
      """;

  @ParameterizedTest
  @EnumSource
  void aBodyIsReadOrMalformed(PublishDialect dialect) {
    new Fuzz("body-" + dialect, MOST_BYTES, Duration.ofSeconds(1))
        .run(
            List.of(V1.getBytes(UTF_8), V1ALPHA1.getBytes(UTF_8)),
            input -> requireOutcome(dialect, new String(input, UTF_8)));
  }

  private static void requireOutcome(PublishDialect dialect, String body) {
    try {
      PublishDraft draft = new PublishDraft(30);
      draft.read(body, dialect);
      PublishRequest request = draft.toRequest("", UserAgent.platformOf(""));
      assertThat(request.toString()).as("what a log could hold").hasSizeLessThan(LONGEST_REASON);
    } catch (MalformedJson malformed) {
      assertThat(malformed.reason()).hasSizeLessThan(LONGEST_REASON);
    }
  }
}
