// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportClientTest {
  private final Map<String, String> published = new ConcurrentHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final ExportClient client;

  ExportClientTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String address = "http://localhost:" + server.getAddress().getPort() + "/";
    client = new ExportClient(new Download(http), URI.create(address + "bucket/v1/us/index.txt"));
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          String content = published.get(exchange.getRequestURI().getPath());
          byte[] body = String.valueOf(content).getBytes(UTF_8);
          int status = content == null ? 404 : content.equals("broken") ? 500 : 200;
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.stop(0);
  }

  @Test
  void anIndexOfCountlessLinesIsRefused() {
    published.put("/bucket/v1/us/index.txt", "a\n".repeat(524_289));

    assertThatThrownBy(client::index)
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("index.txt is longer than 1048576 bytes");
  }

  @Test
  void newFilesComeInTheOrderOfTheIndexAndOnce() throws Exception {
    publish("v1/us/1.zip", "v1/us/2.zip", "v1/us/3.zip");

    assertThat(client.newFiles(Set.of()))
        .extracting(ExportClient.Downloaded::name)
        .containsExactly("v1/us/1.zip", "v1/us/2.zip", "v1/us/3.zip");
    assertThat(client.newFiles(Set.of("v1/us/1.zip", "v1/us/3.zip")))
        .containsExactly(
            new ExportClient.Downloaded(
                "v1/us/2.zip", Bytes.of("content of v1/us/2.zip".getBytes(UTF_8))));
  }

  @Test
  void linesMayVanish() throws Exception {
    publish("v1/us/3.zip");

    assertThat(client.newFiles(Set.of("v1/us/1.zip", "v1/us/3.zip"))).isEmpty();
  }

  @Test
  void aFileThatIsGoneIsLeftOut() throws Exception {
    publish("v1/us/1.zip", "v1/us/2.zip");
    published.remove("/bucket/v1/us/1.zip");

    assertThat(client.newFiles(Set.of()))
        .extracting(ExportClient.Downloaded::name)
        .containsExactly("v1/us/2.zip");
  }

  @Test
  void anEmptyIndexListsNothing() throws Exception {
    publish();

    assertThat(client.newFiles(Set.of())).isEmpty();
  }

  @Test
  void whatCannotBeHadIsAFailure() {
    assertThatThrownBy(() -> client.newFiles(Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("there is nothing at http://");
    publish("v1/us/1.zip");
    published.put("/bucket/v1/us/1.zip", "broken");
    assertThatThrownBy(() -> client.newFiles(Set.of()))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("/bucket/v1/us/1.zip answers 500");
  }

  @ParameterizedTest
  @CsvSource({
    "https://x/b/v1/index.txt, v1/1.zip, https://x/b/v1/1.zip",
    "https://x/v1/index.txt, v1/1.zip, https://x/v1/1.zip",
    "https://x/current/index.txt, v1/1.zip, https://x/current/v1/1.zip",
    "https://x/b/index.txt, 1.zip, https://x/b/1.zip",
    "https://x/b/av1/index.txt, v1/1.zip, https://x/b/av1/v1/1.zip",
    "https://x/a%25b/index.txt, a%b/1?.zip, https://x/a%25b/1%3F.zip",
    "https://x/b/index.txt, a|\"<.zip, https://x/b/a%7C%22%3C.zip",
    "file:///data/v1/index.txt, v1/1.zip, file:///data/v1/1.zip"
  })
  void namesBeginAtTheTopOfTheBucketOrBesideTheIndex(URI index, String name, URI expected) {
    assertThat(ExportIndex.locate(index, name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/1.zip\na/2.zip", "", "a"})
  void aGoodIndexHasNoProblems(String text) {
    assertThat(index(text).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a\n'|a line is empty",
        "'\n'|a line is empty",
        "'a b'|not visible ASCII",
        "'ä'|not visible ASCII",
        "'/etc/x'|leaves the bucket",
        "'a/../../x'|leaves the bucket",
        "'a\r\nb'|not visible ASCII",
        "'a\na'|twice"
      })
  void aBadIndexIsDescribed(String text, String problem) {
    assertThat(index(text).problems()).isNotEmpty().first().asString().contains(problem);
  }

  @Test
  void aBadIndexIsUsedAsFarAsPossible() {
    assertThat(index("b\r\n\n../x\na\nb\n").names()).isEqualTo(List.of("b", "a"));
  }

  private static ExportIndex index(String text) {
    return ExportIndex.parse(Bytes.of(text.getBytes(UTF_8)));
  }

  private void publish(String... names) {
    published.put("/bucket/v1/us/index.txt", String.join("\n", names));
    for (String name : names) {
      published.put("/bucket/" + name, "content of " + name);
    }
  }
}
