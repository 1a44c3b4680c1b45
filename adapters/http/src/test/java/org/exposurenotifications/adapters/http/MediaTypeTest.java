// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What says that a body is JSON in UTF-8, and what only looks like it. */
class MediaTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "application/json \t;\t charset=\"utf-8\"",
        "application/json; CharSet=\"UTF-8\"",
        "application/json;",
        "application/json;; ;charset=utf-8;",
        "application/json; version=1",
        "application/json; a=\"x;charset=latin1,\\\"\"; charset=utf-8",
        "application/json; profile=\"\""
      })
  void isJson(String contentType) {
    assertThat(MediaType.isJson(contentType)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "json",
        "application/jsonx",
        "application/json-anything",
        "application/json+x",
        "application/problem+json",
        "application/json/x",
        "application/ json",
        "application /json",
        "text/json",
        "xapplication/json",
        "text/plain; application/json",
        "application/json, application/json",
        "application/json,text/plain",
        "application/json charset=utf-8",
        "application/json; charset",
        "application/json; charset=",
        "application/json; charset =utf-8",
        "application/json; charset= utf-8",
        "application/json; charset=utf-16",
        "application/json; charset=iso-8859-1",
        "application/json; charset=utf-8x",
        "application/json; charset=utf-8 x",
        "application/json; charset=utf-8, text/plain",
        "application/json; charset=\"utf-8",
        "application/json; charset=\"utf-8\"x",
        "application/json; charset=utf-8; charset=utf-16",
        "application/json; charset=utf-16; charset=utf-8",
        "application/json\u00a0",
        "application/json; x=\u00e9",
        "application/\u212asn"
      })
  void isNotJson(String contentType) {
    assertThat(MediaType.isJson(contentType)).isFalse();
  }

  @Test
  void oneCharacterMoreMakesAnotherType() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder type = new StringBuilder("application/json");
      char other = (char) random.nextInt(0x21, 0x100);
      type.insert(random.nextInt(type.length() + 1), other);
      boolean empty = type.toString().equals("application/json;");

      assertThat(MediaType.isJson(type.toString())).as(type.toString()).isEqualTo(empty);
    }
  }

  @Test
  void aLongOneIsNotLookedAt() {
    assertThat(MediaType.isJson("application/json" + ";".repeat(184))).isTrue();
    assertThat(MediaType.isJson("application/json" + ";".repeat(185))).isFalse();
    assertThat(MediaType.isJson("application/json; a=\"" + "\\\"".repeat(4000) + "\"")).isFalse();
  }
}
