// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads out of a seeded generator: no answer is a failure of the server, none is smuggled. */
class MutatedHeadsTest {
  private static final int HEADS = 1500;
  private static final String CHUNKS = "2\r\n{}\r\n0\r\n\r\n";
  private static final String BYTES = "\r\n\r\n \t:;,\u0000\u000b\u007f\u0085\u00ff+-0129aZ/%.\"\\";

  /**
   * What is a head for every server: one request line, plain lines, one host, one framing. After
   * RFC 9112; the only liberties are those of Jetty (a blank more, a version in lower case), and
   * neither moves the end of a request.
   */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:\r?\n)*[!#-'*+.^_`|~\\w-]+ +[!-~\u0080-\u00ff]+ +(?i:http)/1\\.([01])\r\n"
              + "((?:[!#-'*+.^_`|~\\w-]+:[\t -~\u0080-\u00ff]*\r\n)*)\r\n.*",
          Pattern.DOTALL);

  private final AtomicInteger published = new AtomicInteger();
  private final Endpoints endpoints =
      TestServer.publishing(_ -> {
        published.incrementAndGet();
        return TestServer.ACCEPTED;
      });

  /** Each makes any head ambiguous. */
  private static final List<BiFunction<Head, Random, String>> AMBIGUITIES =
      List.of(
          (head, random) -> head.with(random, "Content-Length: 2", "Content-Length: 2").text("{}"),
          (head, random) ->
              head.with(random, "Content-Length: 2", "Content-Length: " + random.nextInt(9))
                  .text("{}"),
          (head, random) ->
              head.with(random, "Content-Length: 2", "Transfer-Encoding: chunked").text(CHUNKS),
          (head, random) ->
              head.with(random, "Transfer-Encoding: " + pick(random, "gzip", "identity", "x"))
                  .text(CHUNKS),
          (head, random) ->
              head.with(
                      random,
                      "Transfer-Encoding: "
                          + pick(random, "gzip, chunked", "chunked, gzip", "chunked,chunked", ","))
                  .text(CHUNKS),
          (head, random) ->
              head.with(
                      random,
                      "Transfer-Encoding: " + pick(random, "gzip", "chunked"),
                      "Transfer-Encoding: chunked")
                  .text(CHUNKS),
          (head, random) ->
              head.with(random, "Transfer-Encoding" + pick(random, " ", "\t") + ": chunked")
                  .text(CHUNKS),
          (head, random) ->
              head.with(random, "Content-Length: 2", "X: y\r\n" + pick(random, " ", "\t") + "z")
                  .text("{}"),
          (head, random) ->
              head.with(random, "Content-Length: 2", "X: y\nZ: " + random.nextInt()).text("{}"),
          (head, random) -> head.with(random, "Content-Length: 2", "Host: h").text("{}"),
          (head, random) ->
              new Head(head.line().replace("1.1", "1.0"), head.fields())
                  .with(random, "Transfer-Encoding: chunked")
                  .text(CHUNKS));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anAmbiguityIsRefusedWhateverIsAroundIt(long seed) throws IOException {
    Random random = new Random(seed);
    try (TestServer server = new TestServer(endpoints)) {
      for (int i = 0; i < HEADS / 5; i++) {
        String request = AMBIGUITIES.get(i % AMBIGUITIES.size()).apply(Head.draw(random), random);
        String reply = server.raw(request + Head.draw(random).with(random).text(""));

        assertThat(reply)
            .as("seed %s: %s", seed, request)
            .matches("HTTP/1\\.1 (400|501) [^\\n]*\\r\\n([^\\n]+\\r\\n)*\\r\\n");
      }
      assertThat(published).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void noMutationIsAFailureOrTakenForAPlainHead(long seed) throws IOException {
    Random random = new Random(seed);
    try (TestServer server = new TestServer(endpoints)) {
      int taken = 0;
      for (int i = 0; i < HEADS / 3; i++) {
        String request = mutate(plain(random), random);
        published.set(0);
        String reply = server.raw(request);

        assertThat(reply)
            .as("seed %s: %s", seed, request)
            .matches("(?s)(HTTP/1\\.1 (200|4\\d\\d|501|505) .*)?")
            .doesNotContain("HTTP/1.1 500", "HTTP/1.1 503");
        if (published.get() > 0) {
          taken++;
          assertThat(isPlain(request)).as("seed %s: %s", seed, request).isTrue();
        }
      }
      assertThat(taken).as("mutations that do no harm").isPositive();
    }
  }

  @Test
  void theReferenceKnowsWhatIsPlain() {
    Random random = new Random(7);
    for (int i = 0; i < HEADS; i++) {
      assertThat(isPlain(plain(random))).isTrue();
      String ambiguous = AMBIGUITIES.get(i % AMBIGUITIES.size()).apply(Head.draw(random), random);
      assertThat(isPlain(ambiguous)).as(ambiguous).isFalse();
    }
  }

  private static String plain(Random random) {
    return random.nextBoolean()
        ? Head.draw(random).with(random, "Content-Length: 2").text("{}")
        : Head.draw(random).with(random, "Transfer-Encoding: chunked").text(CHUNKS);
  }

  private static String mutate(String request, Random random) {
    StringBuilder text = new StringBuilder(request);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(request.indexOf("\r\n\r\n") - 4);
      char other = BYTES.charAt(random.nextInt(BYTES.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, other);
        case 1 -> text.insert(at, other);
        case 2 -> text.deleteCharAt(at);
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(String request) {
    Matcher head = PLAIN.matcher(request);
    if (!head.matches()) {
      return false;
    }
    List<String> lengths = values(head.group(2), "content-length");
    List<String> codings = values(head.group(2), "transfer-encoding");
    boolean old = head.group(1).equals("0");
    return lengths.size() + codings.size() <= 1
        && lengths.stream().allMatch(length -> length.matches("\\d+"))
        && codings.stream().allMatch(coding -> !old && coding.equalsIgnoreCase("chunked"))
        && values(head.group(2), "host").size() <= 1;
  }

  private static List<String> values(String fields, String name) {
    return fields
        .lines()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(field -> field.substring(name.length() + 1).strip())
        .toList();
  }

  private static String pick(Random random, String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  /** A request line, and header fields whose order means nothing. */
  private record Head(String line, List<String> fields) {
    static Head draw(Random random) {
      List<String> fields = new ArrayList<>();
      fields.add(pick(random, "Host: h", "host:h", "HOST: h:80"));
      fields.add(pick(random, "Content-Type: application/json", "content-type:application/json"));
      for (int i = random.nextInt(4); i > 0; i--) {
        fields.add("X-" + i + ":" + " ".repeat(random.nextInt(3)) + "v".repeat(random.nextInt(99)));
      }
      return new Head(
          pick(random, "POST /v1/publish HTTP/1.1", "PUT /v1/publish?q=1 HTTP/1.1"), fields);
    }

    Head with(Random random, String... more) {
      List<String> all = new ArrayList<>(fields);
      Collections.addAll(all, more);
      Collections.shuffle(all, random);
      all.replaceAll(field -> random.nextInt(3) == 0 ? upper(field) : field);
      return new Head(line, all);
    }

    String text(String body) {
      return line + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n" + body;
    }

    private static String upper(String field) {
      int colon = field.indexOf(':');
      return field.substring(0, colon).toUpperCase(Locale.ROOT) + field.substring(colon);
    }
  }
}
