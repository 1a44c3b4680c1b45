// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.exposurenotifications.core.publish.ClientKey;
import org.exposurenotifications.core.publish.PublishRequest;
import org.exposurenotifications.ports.statistics.ClientPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of publish.md 1.3, and 2.1, 2.5, 2.7. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublishParsingTest {
  private static final PublishRequest NOTHING =
      new PublishDraft().toRequest("", ClientPlatform.UNKNOWN);

  private final AtomicReference<PublishRequest> last = new AtomicReference<>(NOTHING);
  private final TestServer server = new TestServer(TestServer.keeping(last));

  @BeforeEach
  void forget() {
    last.set(NOTHING);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void everyMemberArrives() {
    Reply reply =
        server.post(
            "/v1/publish",
            """
            {"temporaryExposureKeys": [
               {"key": "AAA", "rollingStartNumber": 2650032, "rollingPeriod": 144, "transmissionRisk": 4},
               {"key": "BBB"}],
             "healthAuthorityID": "app", "verificationPayload": "jwt", "hmacKey": "mac",
             "symptomOnsetInterval": -7, "traveler": true, "revisionToken": "t", "padding": "p"}
            """,
            request ->
                request
                    .header("X-Device-Attestation", "evidence")
                    .header("User-Agent", "bluetoothd (unknown) CFNetwork/1.0"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(last.get())
        .isEqualTo(
            new PublishRequest(
                List.of(new ClientKey("AAA", 2650032, 144, 4), new ClientKey("BBB", 0, 0, 0)),
                "app",
                "jwt",
                "mac",
                -7,
                true,
                "t",
                List.of(),
                "evidence",
                ClientPlatform.IOS));
  }

  @Test
  void theOldProtocolHasMembersOfItsOwn() {
    Reply reply =
        server.post(
            "/",
            """
            {"temporaryExposureKeys": null, "appPackageName": "app", "regions": ["US", null],
             "platform": "android", "deviceVerificationPayload": "x", "hmackey": "mac"}
            """,
            request -> request);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(last.get().regions()).containsExactly("US", "");
    assertThat(last.get().traveler()).isTrue();
    assertThat(last.get().appName()).isEqualTo("app");
    assertThat(last.get().hmacKey()).isEqualTo("mac");
    assertThat(server.post("/", "{\"traveler\": true}", r -> r).status()).isEqualTo(400);
    assertThat(server.post("/", "{\"regions\": [\"US\"]}", r -> r).status()).isEqualTo(200);
    assertThat(last.get().traveler()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        " \n\t\r {} \n",
        "{\"hmackey\":\"a\",\"HMACKEY\":\"b\"}",
        "{\"TEMPORARYexposurekeys\":[null,{\"ROLLINGperiod\":1}]}",
        "{\"temporaryExposureKeys\":[{\"transmissionRisk\":9223372036854775807}]}",
        "{\"symptomOnsetInterval\":2147483647}",
        "{\"symptomOnsetInterval\":-2147483648}",
        "{\"symptomOnsetInterval\":-0}",
        "{\"symptomOnsetInterval\":null,\"traveler\":null,\"padding\":null,\"hmacKey\":null}",
        "{\"padding\":\"\\ud800 alone\"}",
        "{\"padding\":\"\\u0000\"}"
      })
  void isAccepted(String body) {
    Reply reply = server.publish(body);

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "[]",
        "7",
        "\"text\"",
        "true",
        "{",
        "{\"hmacKey\"",
        "{\"hmacKey\":\"cut",
        "{\"temporaryExposureKeys\":[{}",
        "{}{}",
        "{} 1",
        "{}}",
        "\ufeff{}",
        "{'hmacKey':'a'}",
        "{hmacKey:1}",
        "{/* comment */}",
        "{\"padding\":\"a\",}",
        "{\"padding\":\"line\nbreak\"}",
        "{\"platform\":\"android\"}",
        "{\"regions\":[\"US\"]}",
        "{\"temporaryExposureKeys\":[{\"reportType\":\"confirmed\"}]}",
        "{\"temporaryExposureKeys\":[{\"regions\":{\"deep\":1}}]}",
        "{\"temporaryExposureKeys\":{}}",
        "{\"temporaryExposureKeys\":[[]]}",
        "{\"temporaryExposureKeys\":[1]}",
        "{\"temporaryExposureKeys\":[{\"key\":12345678}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":\"144\"}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":143.5}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":144.0}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":1.44e2}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":1e2}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":0144}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":+144}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":NaN}]}",
        "{\"temporaryExposureKeys\":[{\"rollingPeriod\":2147483648}]}",
        "{\"temporaryExposureKeys\":[{\"rollingStartNumber\":-2147483649}]}",
        "{\"temporaryExposureKeys\":[{\"transmissionRisk\":9223372036854775808}]}",
        "{\"symptomOnsetInterval\":2147483648}",
        "{\"traveler\":1}",
        "{\"traveler\":\"true\"}",
        "{\"hmacKey\":{}}",
        "{\"padding\":[]}"
      })
  void isRefused(String body) {
    Reply reply = server.publish(body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.member("code")).isEqualTo("bad_request");
    assertThat(reply.json()).containsKeys("error", "padding");
    assertThat(last).as("nothing was published").hasValue(NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"temporaryExposureKeys":[{},{"rollingPeriod":"144"}]} | /temporaryExposureKeys/1/rollingPeriod has to be a whole number
          {"symptomOnsetInterval":2147483648} | /symptomOnsetInterval has to be a whole number of 32 bits
          {"a\\nb<€":1} | unknown member /a?b<?
          {"traveler":"yes"} | /traveler has to be true or false
          [] | the body has to be an object
          {}{} | the body goes on after the first JSON value
          {"hmacKey" 1} | malformed JSON near character 11
          """)
  void theErrorSaysWhatIsWrongInTheClientsWords(String body, String error) {
    assertThat(server.publish(body).member("error")).isEqualTo(error);
  }

  @Test
  void ofEqualNamesTheLastWins() {
    server.publish("{\"hmacKey\":\"a\",\"HMACKEY\":\"b\",\"traveler\":true,\"traveler\":false}");

    assertThat(last.get().hmacKey()).isEqualTo("b");
    assertThat(last.get().traveler()).isFalse();
  }

  @Test
  void textThatIsNoUtf8Passes() {
    byte[] body = "{\"healthAuthorityID\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    Reply reply =
        server.send(
            "/v1/publish",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(last.get().appName()).isEqualTo("caf\ufffd");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json; charset=utf-8, 200",
    "Application/JSON, 200",
    "application/jsonx, 415",
    "application/json-anything, 415",
    "application/json; charset=utf-16, 415",
    "text/plain, 415",
    "' ', 415"
  })
  void theContentTypeIsJson(String contentType, int status) {
    Reply reply =
        server.send(
            "/v1/publish",
            request ->
                request
                    .header("Content-Type", contentType)
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("content-type")).isEqualTo("application/json");
    assertThat(reply.header("x-api-version")).isEqualTo("v1");
    assertThat(reply.member("code")).isEqualTo(status == 200 ? "absent" : "bad_request");
  }

  @Test
  void twoContentTypesAreAWrongOne() {
    Reply reply =
        server.send(
            "/v1/publish",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(reply.status()).isEqualTo(415);
  }

  @Test
  void noContentTypeIsAWrongOne() {
    assertThat(server.send("/v1/publish", request -> request).status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "BREW"})
  void anyMethodPublishes(String method) {
    Reply reply =
        server.post(
            "/v1/publish",
            "",
            request ->
                request.method(method, HttpRequest.BodyPublishers.ofString("{\"hmacKey\":\"k\"}")));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(last.get().hmacKey()).isEqualTo("k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/publish/", "/v1/Publish", "/v1/./publish", "/v1//publish", "/v1", "/other"})
  void pathsMatchExactly(String path) {
    Reply reply = server.post(path, "{}", request -> request);

    assertThat(reply.status()).isIn(400, 404);
    assertThat(reply.body()).isEmpty();
    assertThat(last).hasValue(NOTHING);
  }

  @Test
  void theQueryIsIgnored() {
    assertThat(server.post("/v1/publish?x=1", "{}", r -> r).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Mozilla/5.0 (Linux; ANDROID 14), ANDROID",
    "ENApp/1 iPhone, IOS",
    "bluetoothd CFNetwork, IOS",
    "bluetoothd, UNKNOWN",
    "CFNetwork/1, UNKNOWN",
    "curl, UNKNOWN"
  })
  void theUserAgentTellsThePlatform(String userAgent, ClientPlatform platform) {
    assertThat(UserAgent.platformOf(userAgent)).isEqualTo(platform);
  }
}
