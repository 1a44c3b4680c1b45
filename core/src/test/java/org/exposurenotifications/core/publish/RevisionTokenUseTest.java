// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.INVALID_REVISION_TOKEN;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.KEY_ALREADY_REVISED;
import static org.exposurenotifications.core.publish.PublishOutcome.Reason.MISSING_REVISION_TOKEN;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.ReportType;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token is asked for, and how it has to fit (publish.md 6.4). */
class RevisionTokenUseTest {
  private static final String GARBAGE = "Z2FyYmFnZQ==";

  private final PublishWorld world = new PublishWorld();
  private final ClientKey key = world.key(3);
  private final ClientKey other = world.key(4);

  @ParameterizedTest
  @ValueSource(strings = {"", "=", "\n", "***", "no token", "Zm9v=YmFy"})
  void whatIsNotEvenBase64IsNoToken(String token) {
    likely(key);

    assertThat(world.reason(world.upload(key).token(token))).isEqualTo(MISSING_REVISION_TOKEN);
    assertThat(world.reason(world.upload(key).as(ReportType.LIKELY).token(token)))
        .isEqualTo(MISSING_REVISION_TOKEN);
  }

  @Test
  void aTokenThatDoesNotOpenIsInvalid() {
    String good = likely(key).revisionToken().orElseThrow();
    PublishWorld elsewhere = new PublishWorld(PublishSettings.DEFAULT, 2);
    String foreign = elsewhere.tokenOf(List.of(PublishWorld.validated(key)));
    String changed =
        good.substring(0, 99) + (good.charAt(99) == 'A' ? 'B' : 'A') + good.substring(100);

    Stream.of(GARBAGE, foreign, changed, good.substring(0, 400))
        .forEach(token ->
            assertThat(world.reason(world.upload(key).token(token)))
                .isEqualTo(INVALID_REVISION_TOKEN));
  }

  @Test
  void aTokenThatDoesNotOpenIsNamedFirstWhateverElseIsWrong() {
    revised(key);
    UploadForm form = world.upload(key).as(ReportType.NEGATIVE).app(PublishWorld.TOKENLESS_APP);

    assertThat(world.reason(form)).isEqualTo(KEY_ALREADY_REVISED);
    assertThat(world.reason(form.token(GARBAGE))).isEqualTo(INVALID_REVISION_TOKEN);
  }

  @Test
  void forNewKeysAnyTokenWillDo() {
    PublishOutcome.Accepted accepted = world.accepted(world.upload(key).token(GARBAGE));

    assertThat(accepted.insertedExposures()).isOne();
    assertThat(world.covered(accepted)).containsExactly(PublishWorld.validated(key));
  }

  @Test
  void aTokenThatDoesNotCoverAStoredKeyIsInvalid() {
    likely(key);
    PublishOutcome.Accepted others = likely(other);

    assertThat(world.reason(world.upload(key).token(others))).isEqualTo(INVALID_REVISION_TOKEN);
    assertThat(world.reason(world.upload(key, other).token(others)))
        .isEqualTo(INVALID_REVISION_TOKEN);
  }

  @Test
  void aTokenWithAnotherStartOrPeriodIsInvalid() {
    likely(key);
    TemporaryExposureKey stored = PublishWorld.validated(key);
    IntervalNumber start = stored.rollingStart();

    assertThat(reasonWithTokenOf(new TemporaryExposureKey(stored.keyData(), start.plus(1), 144)))
        .isEqualTo(INVALID_REVISION_TOKEN);
    assertThat(reasonWithTokenOf(new TemporaryExposureKey(stored.keyData(), start, 143)))
        .isEqualTo(INVALID_REVISION_TOKEN);
  }

  @Test
  void anUploadWithAnotherStartOrPeriodIsRefused() {
    PublishOutcome.Accepted first = likely(key);

    assertThat(world.reason(world.upload(moved(key, 1, 144)).token(first)))
        .isEqualTo(INVALID_REVISION_TOKEN);
    assertThat(world.reason(world.upload(moved(key, 0, 143)).token(first)))
        .isEqualTo(INVALID_REVISION_TOKEN);
  }

  @Test
  void theSameUploadAgainNeedsItsTokenAndChangesNothing() {
    UploadForm form = world.upload(key, other);
    PublishOutcome.Accepted first = world.accepted(form);
    Contents before = world.contents();

    PublishOutcome.Accepted again = world.accepted(form.token(first));

    assertThat(again.insertedExposures()).isZero();
    assertThat(world.covered(again)).isEqualTo(world.covered(first));
    assertThat(world.contents()).isEqualTo(before);
  }

  @Test
  void tokensComeInEveryFlavourOfBase64() {
    String token = likely(key).revisionToken().orElseThrow();
    String urlSafe = token.replace('+', '-').replace('/', '_').replace("=", "");

    assertThat(world.accepted(world.upload(key).token(urlSafe)).insertedExposures()).isZero();
    assertThat(world.stores.storedRevisions()).hasSize(1);
  }

  @Test
  void whoHoldsTheTokenMayRevise() {
    PublishOutcome.Accepted first = likely(key);
    Certifier abroad = new Certifier("gov.example.abroad", world.secureRandom);
    world.register(abroad);
    world.register(
        new AuthorizedApp(
            "org.example.abroad",
            PublishWorld.app("x", false, false, "CA").regions(),
            Set.of(abroad.issuer()),
            false,
            false));
    world.clock.advance(PublishSettings.DEFAULT.authorizedAppCache());
    UploadForm form =
        new UploadForm(abroad, world.bytes(16), List.of(key)).app("org.example.abroad");

    assertThat(world.accepted(form.token(first)).insertedExposures()).isZero();
    assertThat(world.stores.storedRevisions())
        .singleElement()
        .satisfies(
            revision -> assertThat(revision.healthAuthority()).contains("gov.example.abroad"));
  }

  @Test
  void anAppThatMayDoWithoutTokenRevisesWhateverItSends() {
    for (String token : List.of("", "***", GARBAGE, likely(other).revisionToken().orElseThrow())) {
      ClientKey stored = world.key(3);
      likely(stored);
      UploadForm form =
          world.upload(moved(stored, 1, 100)).app(PublishWorld.TOKENLESS_APP).token(token);

      PublishOutcome.Accepted accepted = world.accepted(form);

      assertThat(accepted.insertedExposures()).isZero();
      assertThat(world.stored(stored).key()).isEqualTo(PublishWorld.validated(stored));
      assertThat(world.covered(accepted)).contains(PublishWorld.validated(stored));
    }
    assertThat(world.stores.storedRevisions()).hasSize(4);
  }

  /** Which of two reasons is told must not hang on the order of random keys. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theTokenIsAskedForEveryKeyBeforeAnyReportType(boolean revisedFirst) {
    ClientKey low = startingWith('B');
    ClientKey high = startingWith('C');
    PublishOutcome.Accepted token = revised(revisedFirst ? low : high);
    likely(revisedFirst ? high : low);

    assertThat(world.reason(world.upload(low, high).as(ReportType.NEGATIVE).token(token)))
        .isEqualTo(INVALID_REVISION_TOKEN);
  }

  private static ClientKey startingWith(char first) {
    return new ClientKey(
        first + "A".repeat(21) + "==", PublishWorld.TODAY - PublishWorld.DAY, 144, 0);
  }

  private PublishOutcome.Accepted likely(ClientKey stored) {
    return world.accepted(world.upload(stored).as(ReportType.LIKELY));
  }

  /** From likely to confirmed. */
  private PublishOutcome.Accepted revised(ClientKey stored) {
    return world.accepted(world.upload(stored).token(likely(stored)));
  }

  private PublishOutcome.Reason reasonWithTokenOf(TemporaryExposureKey covered) {
    return world.reason(world.upload(key).token(world.tokenOf(List.of(covered))));
  }

  private static ClientKey moved(ClientKey from, int later, int period) {
    return new ClientKey(
        from.key(), from.rollingStartNumber() + later, period, from.transmissionRisk());
  }
}
