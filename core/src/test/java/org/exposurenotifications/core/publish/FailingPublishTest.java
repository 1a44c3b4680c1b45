// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.keys.KeyEncryption;
import org.exposurenotifications.ports.token.RevisionKeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingPublishTest {
  private final PortFailure away = new PortFailure.Transient("the store is away", null);
  private final PublishWorld world = new PublishWorld();
  private final ClientKey key = world.key(1);

  @Test
  void aStoreThatFailsAtTheFirstLookFailsTheUpload() {
    Contents before = world.contents();

    assertThat(failure(failingStore("addIfNonePresent"), world.upload(key))).isSameAs(away);

    assertThat(world.contents()).isEqualTo(before);
    assertThat(world.accepted(world.upload(key)).insertedExposures()).isOne();
  }

  @Test
  void aStoreThatFailsAtTheMergeFailsTheUpload() {
    PublishOutcome.Accepted first = world.accepted(world.upload(key).as(ReportType.LIKELY));
    Contents before = world.contents();
    UploadForm revision = world.upload(key, world.key(2)).token(first);

    assertThat(failure(failingStore("merge"), revision)).isSameAs(away);

    assertThat(world.contents()).isEqualTo(before);
    assertThat(world.accepted(revision).insertedExposures()).isOne();
  }

  @Test
  void aRefusalNeedsNoStore() {
    PublishKeys server = world.publishKeys(failingStore("addIfNonePresent"));

    assertThat(server.publish(world.upload(key).uncertified().request()))
        .isInstanceOf(PublishOutcome.Refused.class);
    assertThat(server.publish(world.upload(world.key(-1)).request()))
        .isInstanceOf(PublishOutcome.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"allowed", "createFirst"})
  void anUploadIsStoredWithoutTokenIfThereAreNoKeysForTokens(String method) {
    RevisionKeyStore failing =
        Intercepted.failing(RevisionKeyStore.class, world.stores.revisionKeys(), method, away);

    assertStoredWithoutToken(world.ports.with(failing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ensure", "encrypt", "decrypt"})
  void anUploadIsStoredWithoutTokenIfTheKeysForTokensAreClosed(String method) {
    KeyEncryption failing =
        Intercepted.failing(KeyEncryption.class, world.platform.keyEncryption(), method, away);

    assertStoredWithoutToken(world.ports.with(failing));
  }

  @Test
  void tokensAreMadeAgainOnceTheirKeysAreBack() {
    boolean[] failing = {true};
    PublishKeys server =
        world.publishKeys(
            world.ports.with(
                Intercepted.before(
                    RevisionKeyStore.class,
                    world.stores.revisionKeys(),
                    "allowed",
                    _ -> {
                      if (failing[0]) {
                        throw away;
                      }
                    })));
    assertThat(token(server, world.upload(key))).isFalse();

    failing[0] = false;
    assertThat(token(server, world.upload(world.key(2)))).isTrue();

    // used for two minutes at most
    failing[0] = true;
    world.clock.advance(Duration.ofSeconds(119));
    assertThat(token(server, world.upload(world.key(3)))).isTrue();
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(token(server, world.upload(world.key(4)))).isFalse();
    assertThat(world.stores.storedExposures()).hasSize(4);
  }

  /** Else a phone that could revise would be told for good that it cannot. */
  @Test
  void anUploadWithATokenThatCannotBeReadAtPresentIsToComeAgain() {
    PublishOutcome.Accepted first = world.accepted(world.upload(key).as(ReportType.LIKELY));
    Contents before = world.contents();
    UploadForm revision = world.upload(key, world.key(2)).token(first);
    KeyEncryption failing =
        Intercepted.failing(KeyEncryption.class, world.platform.keyEncryption(), "decrypt", away);

    assertThat(failure(world.ports.with(failing), revision)).isSameAs(away);

    assertThat(world.contents()).isEqualTo(before);
    assertThat(world.accepted(revision).insertedExposures()).isOne();
  }

  private PublishPorts failingStore(String method) {
    return world.ports.with(
        Intercepted.failing(ExposureStore.class, world.stores.exposures(), method, away));
  }

  private Throwable failure(PublishPorts ports, UploadForm form) {
    PublishKeys server = world.publishKeys(ports);
    PublishRequest request = form.request();
    return catchThrowable(() -> server.publish(request));
  }

  private void assertStoredWithoutToken(PublishPorts ports) {
    PublishOutcome.Accepted accepted =
        PublishWorld.accepted(world.publishKeys(ports).publish(world.upload(key).request()));

    assertThat(accepted.insertedExposures()).isOne();
    assertThat(accepted.revisionToken()).isEmpty();
    assertThat(world.onlyStored().key()).isEqualTo(PublishWorld.validated(key));
    assertThat(world.counted()).hasSize(1);
  }

  /** Whether the upload is answered with a token; it is accepted in any case. */
  private static boolean token(PublishKeys server, UploadForm form) {
    PublishOutcome.Accepted accepted = PublishWorld.accepted(server.publish(form.request()));
    assertThat(accepted.insertedExposures()).isOne();
    return accepted.revisionToken().isPresent();
  }
}
