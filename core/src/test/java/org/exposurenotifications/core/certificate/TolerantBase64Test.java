// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.exposurenotifications.ports.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TolerantBase64Test {
  private static final Bytes BYTES = Bytes.ofBase64("+/+/AA==");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+/+/AA==",
        "+/+/AA=",
        "+/+/AA",
        "+/+/AA====",
        "-_-_AA==",
        "-_-_AA",
        "+_-/AA",
        // line ends are skipped, and so are the spare bits of the last character
        "+/+\r\n/AA==",
        "\n+/+/AA",
        "+/+/AA\n",
        "+/+/AP"
      })
  void everyFlavourIsRead(String text) {
    assertThat(TolerantBase64.decode(text)).contains(BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+/+/A",
        "+/+/AA==\n",
        "+/+/ AA==",
        " +/+/AA",
        "=+/+/AA",
        "+/=+/AA",
        "+/+/AA=A",
        "*",
        "A",
        ".",
        "+/+/\u00e4A",
        "+/+/\u0100A",
        "\uD83D\uDE00",
        "\u0000",
        "+/+/\tAA"
      })
  void anythingElseIsNoBase64(String text) {
    assertThat(TolerantBase64.decode(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "====", "\r\n"})
  void nothingIsNoBytes(String text) {
    assertThat(TolerantBase64.decode(text)).contains(Bytes.empty());
  }
}
