// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of one key, but for its time. */
class KeyRulesTest {
  private static final int YESTERDAY = PublishWorld.TODAY - PublishWorld.DAY;

  private final PublishWorld world = new PublishWorld();

  /** The bytes fb ff 00 00 ..., in any spelling. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+/8AAAAAAAAAAAAAAAAAAA==",
        "+/8AAAAAAAAAAAAAAAAAAA=",
        "+/8AAAAAAAAAAAAAAAAAAA",
        "+/8AAAAAAAAAAAAAAAAAAA=====",
        "-_8AAAAAAAAAAAAAAAAAAA==",
        "-_8AAAAAAAAAAAAAAAAAAA",
        "-/8AAAAAAAAAAAAAAAAAAA",
        "+/8AAAAA\r\nAAAAAAAAAAAAAA==",
        "+/8AAAAAAAAAAAAAAAAAAB=="
      })
  void everyFlavourOfBase64IsTheSameKey(String text) {
    assertThat(world.accepted(upload(text, 144, 0)).insertedExposures()).isOne();
    assertThat(world.onlyStored().key().keyData().base64()).isEqualTo("+/8AAAAAAAAAAAAAAAAAAA==");
  }

  @Test
  void aKeyIsStoredOnceHoweverOftenAndHoweverItIsSpelled() {
    ClientKey standard = new ClientKey("+/8AAAAAAAAAAAAAAAAAAA==", YESTERDAY, 144, 1);
    ClientKey urlSafe = new ClientKey("-_8AAAAAAAAAAAAAAAAAAA", YESTERDAY, 144, 1);

    assertThat(world.accepted(world.upload(standard, urlSafe, standard)).insertedExposures())
        .isOne();

    assertThat(world.onlyStored().diagnosis().transmissionRisk()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+/8AAAAAAAAAAAA AAAAAAA==", "+/8A=AAAAAAAAAAAAAAAAA==", "*", "A", "schlüssel"})
  void anythingElseIsNotBase64(String text) {
    assertThat(fault(upload(text, 144, 0))).isEqualTo("is not base64");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 17, 32})
  void aKeyHasSixteenBytes(int length) {
    assertThat(fault(upload(world.bytes(length).base64(), 144, 0)))
        .isEqualTo("does not have 16 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 143, 144})
  void aPeriodLastsUpToADay(int period) {
    assertThat(world.accepted(upload(period, 0)).insertedExposures()).isOne();
    assertThat(world.onlyStored().key().rollingPeriod()).isEqualTo(period);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 145, Integer.MAX_VALUE})
  void otherPeriodsDoNotExist(int period) {
    assertThat(fault(upload(period, 0))).isEqualTo("has a rolling period out of 1 to 144");
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 9, 1L << 32, (1L << 32) + 1, 1L << 40, Long.MAX_VALUE})
  void otherRisksDoNotExist(long risk) {
    assertThat(fault(upload(144, risk))).isEqualTo("has a transmission risk out of 0 to 8");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aRiskThatThePhoneNamesIsStored(long risk) {
    assertThat(world.accepted(upload(144, risk)).insertedExposures()).isOne();
    assertThat(world.onlyStored().diagnosis().transmissionRisk()).isEqualTo((int) risk);
  }

  /** The first rule that a key breaks is the one that is named. */
  @ParameterizedTest
  @CsvSource({
    "*,                      145, 2147483647, 9, is not base64",
    "AAAA,                   145, 2147483647, 9, does not have 16 bytes",
    "AAAAAAAAAAAAAAAAAAAAAA, 145, 2147483647, 9, has a rolling period out of 1 to 144",
    "AAAAAAAAAAAAAAAAAAAAAA, 144, 1,          9, is too old",
    "AAAAAAAAAAAAAAAAAAAAAA, 144, 2147483647, 9, starts in the future",
    "AAAAAAAAAAAAAAAAAAAAAA, 1,   2992446,    9, has a transmission risk out of 0 to 8"
  })
  void rulesHaveAnOrder(String text, int period, int start, long risk, String fault) {
    assertThat(fault(world.upload(new ClientKey(text, start, period, risk)))).isEqualTo(fault);
  }

  private UploadForm upload(int period, long risk) {
    return world.upload(world.key(YESTERDAY, period, risk));
  }

  private UploadForm upload(String text, int period, long risk) {
    return world.upload(new ClientKey(text, YESTERDAY, period, risk));
  }

  /** What is wrong with the only key. */
  private String fault(UploadForm form) {
    PublishOutcome.Refused refused = world.refused(form);
    assertThat(refused.reason()).isEqualTo(PublishOutcome.Reason.BAD_REQUEST);
    assertThat(world.stores.storedExposures()).isEmpty();
    String heading = "1 key is not accepted:\n\t* key 0 ";
    assertThat(refused.message()).startsWith(heading);
    return refused.message().substring(heading.length());
  }
}
