// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body can make the server allocate. */
class PublishMemoryTest {
  /** What reading a body may allocate, garbage included. */
  static final int MOST_ALLOCATED = 12 * Exchange.MAX_BODY;

  private static final String[] VALUES = {
    "[{},{},{},{},{},{},{},{}]",
    "[null,null,null,null]",
    "[{\"key\":\"a\"},{\"KEY\":\"a\"}]",
    "[\"\",\"\",\"\"]",
    "[\"a\",\"b\",\"c\"]",
    "\"\"",
    "\"a\"",
    "\"\u20ac\"",
    "null",
    "1",
    "true",
    "[]",
    "{}",
    "[[]]",
    "[{\"key\":\"\",\"key\":\"\",\"key\":null,\"rollingPeriod\":1}]"
  };

  private static final String[] MEMBERS = {
    "temporaryExposureKeys", "temporaryexposurekeys", "regions", "hmacKey", "padding",
    "symptomOnsetInterval", "traveler", "verificationPayload", "revisionToken", "unknown"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverABodySaysLittleIsAllocated(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String body = body(random);
      PublishDialect dialect = random.nextBoolean() ? PublishDialect.V1 : PublishDialect.V1ALPHA1;

      assertThat(allocatedBy(body, dialect))
          .as("seed %s, body %s: %s", seed, i, body.substring(0, Math.min(300, body.length())))
          .isLessThan(MOST_ALLOCATED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"temporaryExposureKeys\":[#{},]}",
        "{\"temporaryExposureKeys\":[#null,]}",
        "{#\"temporaryExposureKeys\":[{}],}",
        "{#\"temporaryExposureKeys\":[{},{},{},{},{},{},{},{}],}",
        "{\"temporaryExposureKeys\":[{#\"key\":\"\",}]}",
        "{#\"hmacKey\":\"a\",}",
        "{\"regions\":[#\"\",]}",
        "{\"regions\":[#\"a\",]}",
        "{#\"regions\":[\"a\"],}",
        "{#\"padding\":\"a\",}",
      })
  void repetitionIsRefused(String pattern) {
    String body = repeated(pattern);

    assertThat(allocatedBy(body, PublishDialect.V1ALPHA1)).isLessThan(MOST_ALLOCATED);
    try (TestServer server = TestServer.answering(TestServer.ACCEPTED)) {
      assertThat(server.post("/", body, r -> r).status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"30, 256, 257", "300, 300, 301", "1000, 1000, 1001"})
  void farTooManyKeysAreRefusedByTheParserAndFewerByTheRules(int max, int rules, int parser) {
    AtomicInteger published = new AtomicInteger();
    Endpoints endpoints =
        Endpoints.NONE.withPublishing(
            max,
            request -> {
              published.set(request.keys().size());
              return TestServer.ACCEPTED;
            },
            () -> TestServer.ACCEPTED);
    try (TestServer server = new TestServer(endpoints)) {
      assertThat(server.publish(keys(rules)).status()).isEqualTo(200);
      assertThat(published).hasValue(rules);
      Reply refused = server.publish(keys(parser));

      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.member("code")).isEqualTo("bad_request");
      assertThat(refused.member("error")).isEqualTo("the request has more than " + max + " keys");
      assertThat(published).hasValue(rules);
    }
  }

  /** Sets the bound: texts that need two bytes a character, and escapes. */
  @Test
  void theLongestTextsAreRead() throws MalformedJson {
    for (String text : new String[] {"\u20ac" + "a".repeat(63_900), "\\u20ac".repeat(10_650)}) {
      String body = "{\"hmacKey\":\"" + text + "\"}";

      assertThat(read(body, PublishDialect.V1).hmacKey()).startsWith("\u20ac");
      assertThat(allocatedBy(body, PublishDialect.V1)).isLessThan(MOST_ALLOCATED);
    }
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder("{");
    int members = random.nextInt(1, 4);
    int length = random.nextInt(100, Exchange.MAX_BODY - 500);
    while (body.length() < length) {
      String value = VALUES[random.nextInt(VALUES.length)];
      if (random.nextBoolean() && value.startsWith("[{")) {
        String element = value.substring(1, value.length() - 1) + ",";
        value = "[" + element.repeat(random.nextInt(1, length / element.length() + 1)) + "{}]";
      }
      if (body.length() + value.length() < Exchange.MAX_BODY - 100) {
        String member = MEMBERS[random.nextInt(Math.min(MEMBERS.length, 3 * members))];
        body.append('"').append(member).append("\":").append(value).append(',');
      }
    }
    return body.append("\"padding\":\"\"}").toString();
  }

  /** A body of nearly the longest length, with what lies between # and the comma repeated. */
  private static String repeated(String pattern) {
    String head = pattern.substring(0, pattern.indexOf('#'));
    String unit = pattern.substring(head.length() + 1, pattern.lastIndexOf(',') + 1);
    String tail = pattern.substring(pattern.lastIndexOf(',') + 1);
    String repeated = unit.repeat((Exchange.MAX_BODY - 100) / unit.length());
    return head + repeated.substring(0, repeated.length() - 1) + tail;
  }

  private static String keys(int count) {
    return "{\"temporaryExposureKeys\":[" + "{},".repeat(count - 1) + "{}]}";
  }

  private static PublishRequest read(String body, PublishDialect dialect) throws MalformedJson {
    PublishDraft draft = new PublishDraft(TestServer.MAX_KEYS);
    draft.read(body, dialect);
    return draft.toRequest("", ClientPlatform.UNKNOWN);
  }

  private static long allocatedBy(String body, PublishDialect dialect) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      read(body, dialect);
    } catch (MalformedJson _) {
      // most of them are
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
