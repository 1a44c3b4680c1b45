// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.exposurenotifications.core.certificate.DecoyAuthority;
import org.exposurenotifications.core.config.Registrations;
import org.exposurenotifications.core.config.StillLoading;
import org.exposurenotifications.core.publish.PublishOutcome.Accepted;
import org.exposurenotifications.core.token.RevisionTokens;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.IntervalNumber;
import org.exposurenotifications.ports.exposure.Region;
import org.exposurenotifications.ports.exposure.TemporaryExposureKey;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/**
 * Does what a decoy request causes: all the work of a real first upload of 14 keys, and nothing
 * that lasts. Thread-safe.
 */
public final class RehearsePublish {
  private static final int KEYS = 14;
  private static final AuthorizedApp APP =
      new AuthorizedApp(
          "decoy",
          new TreeSet<>(Set.of(new Region("ZZ"))),
          Set.of(DecoyAuthority.ISSUER),
          false,
          false);

  private final InstantSource clock;
  private final SecureRandom random;
  private final Registrations registrations;
  private final DecoyAuthority authority;
  private final ReadCertificate readCertificate;
  private final ScreenUpload screenUpload;
  private final ExposureStore store;
  private final IssueToken issueToken;

  @Inject
  public RehearsePublish(
      PublishSettings settings,
      Registrations registrations,
      RevisionTokens tokens,
      ExposureStore store,
      InstantSource clock,
      SecureRandom random) {
    this.clock = clock;
    this.random = random;
    this.registrations = registrations;
    this.authority = new DecoyAuthority(random);
    this.readCertificate = new ReadCertificate(authority::find);
    this.screenUpload = new ScreenUpload(settings);
    this.store = store;
    this.issueToken = new IssueToken(tokens, settings.maxAge());
  }

  /**
   * @return what a real first upload would be answered
   * @throws PortFailure if the outside world is broken
   * @throws StillLoading if the server is not ready yet
   */
  public PublishOutcome rehearse() {
    Instant now = clock.instant();
    try {
      Optional<AuthorizedApp> _ = registrations.app(APP.name(), now);
    } catch (PortFailure _) {
      return PublishKeys.APPS_AWAY;
    }
    PublishRequest request = request(now);
    return switch (readCertificate.read(request, APP, now)) {
      case Step.Stop<Claims>(var refused) -> refused;
      case Step.Go<Claims>(Claims claims) -> {
        Submission submission =
            screenUpload.screen(request, APP.regions(), claims, now).submission();
        store.rehearse(submission.upload());
        yield new Accepted(
            issueToken.issue(List.of(), submission.tokenEntries(), submission.arrival()),
            submission.keys().size(),
            List.of(),
            Optional.empty());
      }
    };
  }

  private PublishRequest request(Instant now) {
    int today = IntervalNumber.at(now).value() / IntervalNumber.PER_DAY * IntervalNumber.PER_DAY;
    List<ClientKey> keys = new ArrayList<>();
    for (int day = 1; day <= KEYS; day++) {
      keys.add(
          new ClientKey(
              bytes().base64(), today - day * IntervalNumber.PER_DAY, IntervalNumber.PER_DAY, 0));
    }
    Bytes secret = bytes();
    return new PublishRequest(
        keys,
        APP.name(),
        authority.certify(secret, keys.stream().map(ClientKey::text).toList()),
        secret.base64(),
        0,
        false,
        "",
        List.of(),
        "",
        ClientPlatform.UNKNOWN);
  }

  private Bytes bytes() {
    byte[] bytes = new byte[TemporaryExposureKey.LENGTH];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
