// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.exposurenotifications.core.exportfile.ExportFile;
import org.exposurenotifications.core.exportfile.SignerName;
import org.exposurenotifications.core.job.JobReport;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.SignatureInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignersTest {
  private final ExportWorld world = new ExportWorld();

  @BeforeEach
  void addKeys() {
    world.add("2020-12-10T11:00:00Z", 3);
    world.platform.signingKeys().ensure("key-2");
    world.platform.signingKeys().ensure("key-3");
  }

  @Test
  void theNewestSignerComesFirstAndEachSignsWithItsKey() {
    world.register(ExportWorld.signer("second", "key-2"), ExportWorld.signer("third", "key-3"));

    ExportFile file = exported("second", "first", "third");

    assertThat(file.signers())
        .extracting(SignerName::keyVersion)
        .containsExactly("third", "second", "first");
    assertThat(file.signatures().stream().map(s -> s.signer().keyVersion()))
        .containsExactly("third", "second", "first");
    assertThat(verifies(file, 0, "key-3")).isTrue();
    assertThat(verifies(file, 1, "key-2")).isTrue();
    assertThat(verifies(file, 2, "key-1")).isTrue();
    assertThat(verifies(file, 0, "key-1")).isFalse();
  }

  private boolean verifies(ExportFile file, int signature, String keyName) {
    Bytes key = world.platform.signingKeys().find(keyName).orElseThrow().publicKey();
    return file.signatures().get(signature).verifies(Published.publicKey(key), file.sha256());
  }

  @Test
  void onlySignersThatAreValidWhenTheBatchIsProcessedSign() {
    Instant now = ExportWorld.NOW;
    world.register(
        limited("expired", Optional.empty(), Optional.of(now.minusNanos(1))),
        limited("expiring", Optional.empty(), Optional.of(now)),
        limited("beginning", Optional.of(now), Optional.empty()),
        limited("future", Optional.of(now.plusNanos(1)), Optional.empty()));

    ExportFile file = exported("expired", "expiring", "beginning", "future");

    assertThat(file.signers())
        .extracting(SignerName::keyVersion)
        .containsExactly("beginning", "expiring");
  }

  @Test
  void aSignerOfNoConcernDoesNotSign() {
    world.register(ExportWorld.signer("second", "key-2"));

    assertThat(exported("first").signers())
        .extracting(SignerName::keyVersion)
        .containsExactly("first");
  }

  @Test
  void withoutAValidSignerNothingIsPublished() {
    world.register(
        limited("expired", Optional.empty(), Optional.of(ExportWorld.NOW.minusNanos(1))));

    JobReport report = export("expired");

    assertThat(report.errors())
        .containsExactly(
            "batch 2020-12-10T11:00:00Z to 2020-12-10T12:00:00Z of exports/hourly: none of its"
                + " signers [expired] is registered and valid now; files without a signature are"
                + " not published");
    assertThat(world.published("hourly").index()).isEmpty();
  }

  @Test
  void aKeyThatIsMissingIsNamedAndOnceItIsThereTheBatchIsPublished() {
    world.register(ExportWorld.signer("second", "key-9"));

    assertThat(export("first", "second").errors())
        .singleElement()
        .asString()
        .endsWith("there is no signing key 'key-9', which signer 'second' uses");

    world.platform.signingKeys().ensure("key-9");
    world.clock.advance(Duration.ofSeconds(30));
    assertThat(world.exportBatches(world.ports).run().ok()).isTrue();
  }

  @Test
  void publicKeysOfAllSignersAreListedNewestFirst() {
    Optional<Instant> past = Optional.of(Instant.parse("2020-01-01T00:00:00Z"));
    world.register(limited("expired", past, past), ExportWorld.signer("missing", "key-9"));

    List<ListExportKeys.PublishedKey> keys =
        new ListExportKeys(world.ports.configuration(), world.ports.signingKeys()).list();

    assertThat(keys)
        .extracting(ListExportKeys.PublishedKey::keyVersion)
        .containsExactly("expired", "first");
    assertThat(keys.getFirst().from()).isEqualTo(past);
    assertThat(keys.getFirst().thru()).isEqualTo(past);
    assertThat(keys.getLast().keyId()).isEqualTo("310");
    assertThat(keys.getLast().pem())
        .matches(
            """
            -----BEGIN PUBLIC KEY-----
            [A-Za-z0-9+/]{64}
            [A-Za-z0-9+/]{58}==
            -----END PUBLIC KEY-----
            """);
    String base64 = keys.getLast().pem().replaceAll("-----[A-Z ]+-----|\n", "");
    assertThat(Bytes.ofBase64(base64))
        .isEqualTo(world.platform.signingKeys().find("key-1").orElseThrow().publicKey());
  }

  private ExportFile exported(String... signers) {
    assertThat(export(signers).errors()).isEmpty();
    return world.published("hourly").files().values().iterator().next();
  }

  private JobReport export(String... signers) {
    world.register(
        ExportWorld.export(
            "hourly", Duration.ofHours(1), ExportWorld.filter("US"), List.of(signers)));
    return world.run();
  }

  private static SignatureInfo limited(String id, Optional<Instant> from, Optional<Instant> thru) {
    return new SignatureInfo(id, "key-2", "310", id, from, thru);
  }
}
