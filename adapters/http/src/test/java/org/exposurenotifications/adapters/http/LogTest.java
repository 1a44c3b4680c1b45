// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.core.publish.PublishOutcome;
import org.exposurenotifications.ports.PortFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged, and what never is. */
class LogTest {
  private static final Logger ROOT = (Logger) LoggerFactory.getLogger("ROOT");

  private final ListAppender<ILoggingEvent> events =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };

  @BeforeEach
  void listen() {
    ROOT.setLevel(Level.INFO);
    events.start();
    ROOT.addAppender(events);
  }

  @AfterEach
  void leave() {
    ROOT.detachAppender(events);
  }

  @Test
  void eachRequestHasOneLineUnderAnIdOfItsOwn() {
    try (TestServer server = TestServer.answering(TestServer.ACCEPTED)) {
      server.publish("{}");
      server.publish("malformed");
      server.get("/nothing/of/ours?secret=1");
    }
    List<ILoggingEvent> lines = accessLines();

    assertThat(lines).extracting(LogTest::fields).allMatch(fields -> fields.contains("ms="));
    assertThat(lines)
        .extracting(line -> fields(line).replaceAll("ms=.*", ""))
        .containsExactly(
            "route=/v1/publish method=POST status=200 code=ok ",
            "route=/v1/publish method=POST status=400 code=bad_request ",
            "route=unmatched method=GET status=404 code=not_found ");
    assertThat(lines)
        .extracting(line -> line.getMDCPropertyMap().getOrDefault("requestId", ""))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.*"));
  }

  @Test
  void aDecoyAndAnUploadAreLoggedAlike() {
    try (TestServer server = TestServer.answering(TestServer.ACCEPTED)) {
      server.publish("{}");
      server.decoy();
    }
    List<String> lines =
        accessLines().stream()
            .map(line -> fields(line).replaceAll("(ms|bytes)=\\d+", "$1"))
            .toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).isEqualTo(lines.get(0));
    assertThat(events.list).filteredOn(LogTest::isOfAdapter).hasSize(2);
  }

  @Test
  void whatIsNoRequestIsLoggedToo() throws IOException {
    try (TestServer server = TestServer.answering(TestServer.ACCEPTED)) {
      server.raw("GET /canary-path HTTP/1.1\r\nHost: h\r\nBad canary : x\r\n\r\n");
    }

    assertThat(accessLines())
        .extracting(LogTest::fields)
        .singleElement()
        .asString()
        .contains("status=400", "code=malformed");
    assertThat(everything()).doesNotContain("canary");
  }

  @Test
  void whatClientsSendReachesNoLog() {
    String canaries =
        """
        {"temporaryExposureKeys":[{"key":"canary-tek"}],"verificationPayload":"canary-jwt",
         "hmacKey":"canary-mac","revisionToken":"canary-token"}\
        """;
    Endpoints endpoints =
        TestServer.publishing(
                request -> {
                  if (request.appName().isEmpty()) {
                    throw new IllegalStateException(
                        "canary-message", new IllegalArgumentException("canary-cause"));
                  }
                  return new PublishOutcome.Accepted(
                      Optional.of("canary-new-token"), 1, List.of("canary-w"), Optional.empty());
                })
            .withJob(
                "/job",
                () -> {
                  throw new PortFailure.Permanent(
                      "register a key", new IllegalStateException("canary-sql"));
                });
    try (TestServer server =
        new TestServer(TestServer.withJobToken("127.0.0.1", "canary-job"), endpoints)) {
      server.post(
          "/v1/publish?canary-query=1",
          canaries,
          r ->
              r.header("X-Device-Attestation", "canary-evidence")
                  .header("X-Chaff", " ")
                  .header("User-Agent", "canary-agent")
                  .header("X-Forwarded-For", "canary-address")
                  .header("X-Request-Id", "canary-id"));
      server.publish(canaries.replace("{\"temp", "{\"healthAuthorityID\":\"canary\",\"temp"));
      server.publish(canaries.replace("\"canary-mac\"", "17"));
      server.publish(canaries + "canary");
      server.get("/canary/path");
      server.send("/job", r -> r.method("CANARY", HttpRequest.BodyPublishers.noBody()));
      server.send("/job", r -> r.header("Authorization", "Bearer canary-wrong"));
      server.send("/job", r -> r.header("Authorization", "Bearer canary-job"));
    }

    assertThat(everything())
        .doesNotContainIgnoringCase("canary")
        .contains("/hmacKey has to be a text")
        .contains("IllegalStateException at org.exposurenotifications")
        .contains("register a key");
  }

  @Test
  void aJobsSummaryAndErrorsAreLogged() {
    try (TestServer server =
        new TestServer(
            Endpoints.NONE.withJob("/job", () -> new JobReport("2 files", List.of("bad key"))))) {
      server.post("/job", "", r -> r);
    }

    assertThat(everything()).contains("job /job: 2 files", "job /job: bad key");
  }

  private List<ILoggingEvent> accessLines() {
    return events.list.stream()
        .filter(event -> event.getLoggerName().equals(AccessLog.class.getName()))
        .toList();
  }

  private static boolean isOfAdapter(ILoggingEvent event) {
    return event.getLoggerName().startsWith("org.exposurenotifications");
  }

  private static String fields(ILoggingEvent event) {
    return event.getKeyValuePairs().stream()
        .map(pair -> pair.key + "=" + pair.value)
        .collect(Collectors.joining(" "));
  }

  private String everything() {
    return events.list.stream()
        .map(event ->
            event.getFormattedMessage()
                + event.getMDCPropertyMap()
                + event.getKeyValuePairs()
                + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage()))
        .collect(Collectors.joining("\n"));
  }
}
