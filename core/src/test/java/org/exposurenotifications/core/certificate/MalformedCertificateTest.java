// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.exposurenotifications.core.certificate.CertificateOutcome.Reason;
import org.exposurenotifications.core.certificate.CertificateOutcome.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedCertificateTest {
  private static final CertificateOutcome MALFORMED = new Refused(Reason.MALFORMED);
  private static final int MAX_LENGTH = 16_384;

  private final World world = new World();
  private final String good = world.forge.sign(Draft.good().signedPart());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a.b",
        "a.b.c.d",
        "no JWT",
        "a.b.c",
        "e30.e30",
        "e30",
        "\u0000",
        "\uD83D\uDE00.\uD83D\uDE00.\uD83D\uDE00"
      })
  void whatIsNoThreeSegmentsOfJsonIsRefused(String text) {
    assertThat(world.verify(text)).isEqualTo(MALFORMED);
  }

  @Test
  void nothingMayComeBeforeOrAfterTheThreeSegments() {
    for (String text :
        new String[] {
          good + ".",
          "." + good,
          good + "." + good,
          good + "=",
          good + "==",
          good + " ",
          " " + good,
          good + "\n",
          good.replace(".", ".."),
          good.replace(".", "=."),
          good.replace(".", " ."),
          good.replace(".", ".\n"),
          "Bearer " + good
        }) {
      assertThat(world.verify(text)).isEqualTo(MALFORMED);
    }
  }

  @Test
  void segmentsUseTheUrlAlphabetOnly() {
    // of all certificates one that needs the letters in which the alphabets differ
    String text = world.forge.sign(Draft.good().claim("sub", "\"???>>>\"").signedPart());

    assertThat(text).containsAnyOf("-", "_");
    assertThat(world.verify(text)).isEqualTo(World.VERIFIED);
    assertThat(world.verify(text.replace('-', '+').replace('_', '/'))).isEqualTo(MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "7",
        "\"text\"",
        "[]",
        "[%s]",
        "{",
        "}",
        "%s%s",
        "%s,",
        "%s}",
        "%s//",
        "/**/%s",
        "# comment\n%s",
        "\uFEFF%s",
        ")]}'\n%s",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{'a':1}",
        "{a:1}",
        "{\"a\"=1}",
        "{\"a\":1;\"b\":2}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":tru}",
        "{\"a\":TRUE}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"",
        "{\"a\":[1}",
        "{\"a\":{\"b\":1]}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":[1,]}",
        "{null:1}",
        "{1:1}"
      })
  void headerAndClaimsAreOneStrictJsonObjectEach(String json) {
    Draft draft = Draft.good();
    String header = json.replace("%s", draft.headerJson());
    String claims = json.replace("%s", draft.claimsJson());

    assertThat(world.verify(world.forge.sign(header, draft.claimsJson()))).isEqualTo(MALFORMED);
    assertThat(world.verify(world.forge.sign(draft.headerJson(), claims))).isEqualTo(MALFORMED);
  }

  @Test
  void textIsUtf8() {
    byte[] latin1 = {'{', '"', (byte) 0xe4, '"', ':', '1', '}'};
    byte[] surrogate = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'};
    String header = Forge.segment(Draft.good().headerJson().getBytes(UTF_8));

    for (byte[] json : new byte[][] {latin1, surrogate}) {
      assertThat(world.verify(world.forge.sign(header + "." + Forge.segment(json))))
          .isEqualTo(MALFORMED);
    }
    world.accepts(Draft.good().claim("name", "\"B\u00fcrgermeisterin \uD83D\uDE00\""));
    world.accepts(Draft.good().claim("name", "\"\\uD83D\\uDE00\""));
    world.refuses(Draft.good().claim("name", "\"\\uD83D\""), Reason.MALFORMED);
  }

  @Test
  void blanksBetweenTheMembersDoNotMatter() {
    String claims = Draft.good().claimsJson().replace(",", " ,\r\n\t").replace(":", " : ");

    assertThat(world.verify(world.forge.sign(Draft.good().headerJson() + "\n", claims)))
        .isEqualTo(World.VERIFIED);
  }

  @Test
  void ofMembersWithOneNameTheLastCounts() {
    String claims = Draft.good().claimsJson();
    String more = claims.substring(0, claims.length() - 1);
    String header = Draft.good().headerJson();
    String none = header.replace("{", "{\"alg\":\"none\",\"kid\":\"r7\",");

    assertThat(world.verify(world.forge.sign(none, claims))).isEqualTo(World.VERIFIED);
    assertThat(world.verify(world.forge.sign(header.replace("}", ",\"alg\":\"none\"}"), claims)))
        .isEqualTo(new Refused(Reason.ALGORITHM));
    assertThat(world.verify(world.forge.sign(header.replace("}", ",\"kid\":\"r7\"}"), claims)))
        .isEqualTo(new Refused(Reason.NO_ACTIVE_KEY));
    assertThat(world.verify(world.forge.sign(header, more + ",\"exp\":1}")))
        .isEqualTo(new Refused(Reason.EXPIRED));
    assertThat(world.verify(world.forge.sign(header, more + ",\"aud\":[\"x\"]}")))
        .isEqualTo(MALFORMED);
    assertThat(world.verify(world.forge.sign(header, more + ",\"iss\":null}")))
        .isEqualTo(new Refused(Reason.ISSUER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void deepNestingIsRefusedOnASmallStack(String open) {
    Draft draft = Draft.good();
    String deep = open.repeat(11_000 / open.length());
    String header = draft.headerJson().replace("}", ",\"x\":" + deep);
    String claims = draft.claimsJson().replace("}", ",\"x\":" + deep);

    assertThat(onSmallStack(world.forge.sign(header, "{}"))).isEqualTo(MALFORMED);
    assertThat(onSmallStack(world.forge.sign(draft.headerJson(), claims))).isEqualTo(MALFORMED);
    assertThat(onSmallStack(world.forge.sign(deep, "{}"))).isEqualTo(MALFORMED);
  }

  @Test
  void someNestingIsFineInClaimsThatMeanNothing() {
    world.accepts(Draft.good().claim("x", "[".repeat(20) + "]".repeat(20)));
    world.refuses(Draft.good().claim("x", "[".repeat(40) + "]".repeat(40)), Reason.MALFORMED);
  }

  @Test
  void lengthsFarBeyondThoseOfRealCertificatesAreRefused() {
    String empty = world.forge.sign(Draft.good().claim("x", "\"\"").signedPart());
    // three bytes are four characters
    int room = (MAX_LENGTH - empty.length()) / 4 * 3;

    assertThat(world.verify(filled(room - 3))).isEqualTo(World.VERIFIED);
    assertThat(world.verify(filled(room + 6))).isEqualTo(MALFORMED);
    assertThat(world.verify(filled(10_000_000))).isEqualTo(MALFORMED);
    assertThat(world.verify(".".repeat(50_000_000))).isEqualTo(MALFORMED);
    assertThat(world.verify(good + "A".repeat(MAX_LENGTH))).isEqualTo(MALFORMED);
  }

  private String filled(int bytes) {
    return world.forge.sign(Draft.good().claim("x", "\"" + "x".repeat(bytes) + "\"").signedPart());
  }

  private CertificateOutcome onSmallStack(String certificate) {
    CompletableFuture<CertificateOutcome> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                outcome.complete(world.verify(certificate));
              } catch (RuntimeException | StackOverflowError e) {
                outcome.completeExceptionally(e);
              }
            },
            "small stack",
            200_000);
    thread.start();
    return outcome.join();
  }
}
