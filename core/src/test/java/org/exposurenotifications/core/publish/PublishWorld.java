// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.exposurenotifications.adapters.memory.MemoryPlatform;
import org.exposurenotifications.adapters.memory.MemoryStores;
import org.exposurenotifications.core.config.Registrations;
import org.exposurenotifications.core.export.TestClock;
import org.exposurenotifications.core.token.RevisionTokens;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.core.token.TokenSettings;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.config.Configuration;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.statistics.HourlyStatistics;

/** Stores, a platform, an authority, apps and phones, at a time of the test's choice. */
final class PublishWorld {
  /** In interval 2992446, of a day that began with 2992320: worked example C. */
  static final Instant NOW = Instant.parse("2026-11-23T21:06:00Z");

  static final int CURRENT = 2992446;
  static final int TODAY = 2992320;
  static final int DAY = 144;

  /** Needs everything. */
  static final String APP = "org.example.app";

  /** May do without a certificate. */
  static final String UNCERTIFIED_APP = "org.example.uncertified";

  /** May do without a token. */
  static final String TOKENLESS_APP = "org.example.tokenless";

  static final String AUTHORITY = "gov.example.health";

  final MemoryPlatform platform = new MemoryPlatform();
  final TestClock clock = new TestClock(NOW);
  final MemoryStores stores = new MemoryStores(clock);
  final PublishPorts ports = PublishPorts.of(stores, platform);
  final Random random;
  final SecureRandom secureRandom;
  final Certifier authority;

  private final PublishSettings settings;
  private final PublishKeys publishKeys;

  PublishWorld() {
    this(PublishSettings.DEFAULT);
  }

  PublishWorld(PublishSettings settings) {
    this(settings, 1);
  }

  PublishWorld(PublishSettings settings, long seed) {
    this.settings = settings;
    this.random = new Random(seed);
    this.secureRandom = Seeded.secureRandom(seed);
    this.authority = new Certifier(AUTHORITY, secureRandom);
    register(authority);
    register(
        app(APP, false, false, "US"),
        app(UNCERTIFIED_APP, true, false, "US"),
        app(TOKENLESS_APP, false, true, "US"));
    this.publishKeys = publishKeys(ports);
  }

  /** One that trusts the world's authority. */
  static AuthorizedApp app(
      String name, boolean bypassCertificate, boolean bypassToken, String... regions) {
    return new AuthorizedApp(
        name,
        new TreeSet<>(Stream.of(regions).map(Region::new).toList()),
        Set.of(AUTHORITY),
        bypassCertificate,
        bypassToken);
  }

  void register(Certifier certifier) {
    stores
        .configuration()
        .apply(
            new Configuration(List.of(certifier.registration()), List.of(), List.of(), List.of()));
  }

  void register(AuthorizedApp... apps) {
    stores.configuration().apply(new Configuration(List.of(), List.of(apps), List.of(), List.of()));
  }

  /** A server with caches of its own. */
  PublishKeys publishKeys(PublishPorts through) {
    return new PublishKeys(
        settings,
        through.attestation(),
        registrations(through),
        tokens(through),
        through.exposures(),
        clock);
  }

  RehearsePublish rehearsePublish(PublishPorts through) {
    return new RehearsePublish(
        settings,
        registrations(through),
        tokens(through),
        through.exposures(),
        clock,
        secureRandom);
  }

  RevisionTokens tokens(PublishPorts through) {
    return new RevisionTokens(
        new TokenSettings(
            "token-key", Bytes.of(new byte[] {1, 2, 3, 4}), 28, Duration.ofMinutes(1)),
        through.revisionKeys(),
        through.encryption(),
        secureRandom,
        Runnable::run);
  }

  /** A token that a phone could have got for these keys. */
  String tokenOf(List<TemporaryExposureKey> keys) {
    List<TokenEntry> entries = keys.stream().map(key -> new TokenEntry(key, true)).toList();
    return tokens(ports).seal(entries, clock.instant()).base64();
  }

  /** What a token allows revising. */
  List<TemporaryExposureKey> covered(PublishOutcome.Accepted accepted) {
    return keys(accepted, true);
  }

  /** What a token holds from reports that stored nothing. */
  List<TemporaryExposureKey> mentioned(PublishOutcome.Accepted accepted) {
    return keys(accepted, false);
  }

  private List<TemporaryExposureKey> keys(PublishOutcome.Accepted accepted, boolean stored) {
    Bytes token = Bytes.ofBase64(accepted.revisionToken().orElseThrow());
    return tokens(ports).open(token, clock.instant()).orElseThrow().stream()
        .filter(entry -> entry.stored() == stored)
        .map(TokenEntry::key)
        .toList();
  }

  static TemporaryExposureKey validated(ClientKey key) {
    return new TemporaryExposureKey(
        Bytes.ofBase64(key.key()),
        new IntervalNumber(key.rollingStartNumber()),
        key.rollingPeriod());
  }

  private Registrations registrations(PublishPorts through) {
    return new Registrations(
        through.configuration(),
        Runnable::run,
        settings.authorizedAppCache(),
        settings.verificationCache());
  }

  /** A random key. */
  ClientKey key(int start, int period, long risk) {
    return new ClientKey(bytes(16).base64(), start, period, risk);
  }

  /** A random key of a whole day. */
  ClientKey key(int daysAgo) {
    return key(TODAY - daysAgo * DAY, DAY, 0);
  }

  /** Keys of yesterday and the days before. */
  List<ClientKey> keys(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(this::key).toList();
  }

  Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  UploadForm upload(ClientKey... keys) {
    return upload(List.of(keys));
  }

  UploadForm upload(List<ClientKey> keys) {
    return new UploadForm(authority, bytes(16), keys);
  }

  PublishOutcome publish(UploadForm form) {
    return publishKeys.publish(form.request());
  }

  PublishOutcome.Accepted accepted(UploadForm form) {
    return accepted(publish(form));
  }

  static PublishOutcome.Accepted accepted(PublishOutcome outcome) {
    return switch (outcome) {
      case PublishOutcome.Accepted accepted -> accepted;
      case PublishOutcome.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  PublishOutcome.Refused refused(UploadForm form) {
    return refused(publish(form));
  }

  static PublishOutcome.Refused refused(PublishOutcome outcome) {
    return switch (outcome) {
      case PublishOutcome.Refused refused -> refused;
      case PublishOutcome.Accepted accepted -> throw new AssertionError(accepted.toString());
    };
  }

  /** Why it is refused; and a refused upload leaves nothing behind. */
  PublishOutcome.Reason reason(UploadForm form) {
    Contents before = contents();
    PublishOutcome.Reason reason = refused(form).reason();
    assertThat(contents()).isEqualTo(before);
    return reason;
  }

  /** The only stored key, as first stored. */
  Exposure onlyStored() {
    assertThat(stores.storedExposures()).hasSize(1);
    return stores.storedExposures().getFirst();
  }

  /** What is stored of a key at first. */
  Exposure stored(ClientKey key) {
    return stores.storedExposures().stream()
        .filter(exposure -> exposure.key().keyData().equals(Bytes.ofBase64(key.key())))
        .findFirst()
        .orElseThrow();
  }

  /** As after a long time; returns how many keys were stored. */
  int deleteAll() {
    ExposureStore.Expiry all =
        new ExposureStore.Expiry(Instant.MAX, new IntervalNumber(Integer.MAX_VALUE), Instant.MAX);
    return stores.exposures().delete(Instant.EPOCH, all, Integer.MAX_VALUE).keys();
  }

  List<HourlyStatistics> counted() {
    return stores.statistics().hours(AUTHORITY, Instant.EPOCH, Instant.MAX);
  }

  Contents contents() {
    return new Contents(stores.storedExposures(), stores.storedRevisions(), counted());
  }
}
