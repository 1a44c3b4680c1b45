// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.BAD_REQUEST;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the keys of a request together. */
class RequestRulesTest {
  private static final int START = PublishWorld.TODAY - 3 * PublishWorld.DAY;

  private final PublishWorld world = new PublishWorld();

  @ParameterizedTest
  @ValueSource(ints = {1, 29, 30})
  void aRequestHasUpToThirtyKeys(int count) {
    assertThat(world.accepted(world.upload(shortKeys(count))).insertedExposures()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 100})
  void moreKeysAreRefused(int count) {
    assertThat(objection(shortKeys(count))).isEqualTo("the request has more than 30 keys");
  }

  @Test
  void keysThatAreNotAcceptedCountToo() {
    List<ClientKey> keys = new ArrayList<>(shortKeys(30));
    keys.add(new ClientKey("", 0, 0, 0));

    assertThat(objection(keys)).isEqualTo("the request has more than 30 keys");
  }

  @Test
  void aRequestHasKeys() {
    PublishOutcome.Refused refused =
        world.refused(world.upload().app(PublishWorld.UNCERTIFIED_APP));

    assertThat(refused.reason()).isEqualTo(BAD_REQUEST);
    assertThat(refused.message()).isEqualTo("the request has no keys");
  }

  @Test
  void upToThreeKeysStartTogether() {
    assertThat(inserted(key(0, 144), key(0, 10), key(0, 144))).isEqualTo(3);
    assertThat(objection(List.of(key(0, 144), key(0, 144), key(0, 1), key(0, 2))))
        .isEqualTo("more than 3 keys have the same start");
  }

  @Test
  void keysThatAreNotAcceptedStartNowhere() {
    assertThat(inserted(key(0, 144), key(0, 145), key(0, 1), key(0, 0), key(0, 2))).isEqualTo(3);
  }

  @Test
  void keysMayFollowEachOtherOnAnyInterval() {
    assertThat(inserted(key(0, 1), key(1, 100), key(101, 144), key(300, 5))).isEqualTo(4);
  }

  @Test
  void keysOfDifferentStartsDoNotOverlap() {
    assertOverlap(key(0, 144), key(143, 1));
    assertOverlap(key(0, 2), key(1, 144));
    assertOverlap(key(5, 10), key(0, 6));
    assertOverlap(key(0, 10), key(0, 3), key(9, 1));
  }

  /** Of keys that start together the longest counts. */
  @Test
  void keysFollowTheLongestOfThoseThatStartTogether() {
    assertThat(inserted(key(0, 10), key(0, 3), key(10, 1))).isEqualTo(3);
  }

  @Test
  void keysThatAreNotAcceptedOverlapWithNothing() {
    assertThat(inserted(key(0, 144), key(1, 145))).isOne();
  }

  /** In every order of sending, which a certificate would hide: its MAC orders the keys. */
  private void assertOverlap(ClientKey... keys) {
    for (int i = 0; i < keys.length; i++) {
      List<ClientKey> rotated = new ArrayList<>(List.of(keys));
      Collections.rotate(rotated, i);
      UploadForm form = world.upload(rotated).uncertified().app(PublishWorld.UNCERTIFIED_APP);
      assertThat(world.refused(form).message()).isEqualTo("keys with different starts overlap");
      assertThat(objection(rotated)).isEqualTo("keys with different starts overlap");
    }
  }

  private int inserted(ClientKey... keys) {
    return world.accepted(world.upload(keys)).insertedExposures();
  }

  private String objection(List<ClientKey> keys) {
    PublishOutcome.Refused refused = world.refused(world.upload(keys));
    assertThat(refused.reason()).isEqualTo(BAD_REQUEST);
    assertThat(stored(keys)).isZero();
    return refused.message();
  }

  private long stored(List<ClientKey> keys) {
    Stream<String> texts = keys.stream().map(ClientKey::key);
    List<String> present =
        world.stores.storedExposures().stream()
            .map(exposure -> exposure.key().keyData().base64())
            .toList();
    return texts.filter(present::contains).count();
  }

  private ClientKey key(int offset, int period) {
    return world.key(START + offset, period, 0);
  }

  private List<ClientKey> shortKeys(int count) {
    return IntStream.range(0, count).mapToObj(i -> key(i, 1)).toList();
  }
}
