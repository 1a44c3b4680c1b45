// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.exposurenotifications.core.config.Registrations;
import org.exposurenotifications.core.config.StillLoading;
import org.exposurenotifications.core.publish.PublishOutcome.Accepted;
import org.exposurenotifications.core.publish.PublishOutcome.Reason;
import org.exposurenotifications.core.publish.PublishOutcome.Refused;
import org.exposurenotifications.core.token.RevisionTokens;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.config.AuthorizedApp;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.Region;

/** Accepts an upload (publish.md 2.3: what is checked in which order). Thread-safe. */
public final class PublishKeys {
  /** Told if nobody knows at present which apps there are. */
  static final Refused APPS_AWAY =
      refused(
          Reason.UNABLE_TO_LOAD_HEALTH_AUTHORITY, "registered apps cannot be looked up at present");

  private final InstantSource clock;
  private final Registrations registrations;
  private final ChooseRegions chooseRegions;
  private final ReadCertificate readCertificate;
  private final CheckAttestation checkAttestation;
  private final ScreenUpload screenUpload;
  private final RevisionTokens tokens;
  private final StoreSubmission storeSubmission;
  private final IssueToken issueToken;

  @Inject
  public PublishKeys(
      PublishSettings settings,
      AttestationPolicy attestation,
      Registrations registrations,
      RevisionTokens tokens,
      ExposureStore store,
      InstantSource clock) {
    this.clock = clock;
    this.registrations = registrations;
    this.chooseRegions = new ChooseRegions(settings.defaultRegion());
    this.readCertificate = new ReadCertificate(registrations::authority);
    this.checkAttestation = new CheckAttestation(attestation);
    this.screenUpload = new ScreenUpload(settings);
    this.tokens = tokens;
    this.storeSubmission = new StoreSubmission(store, settings.allowPartialRevisions());
    this.issueToken = new IssueToken(tokens, settings.maxAge());
  }

  /**
   * @throws PortFailure if the outside world is broken; then nothing was stored
   * @throws StillLoading if the server is not ready yet; then nothing was stored
   */
  public PublishOutcome publish(PublishRequest request) {
    Instant now = clock.instant();
    Optional<AuthorizedApp> app;
    try {
      app = registrations.app(request.appName(), now);
    } catch (PortFailure _) {
      return APPS_AWAY;
    }
    return app.isEmpty()
        ? refused(
            Reason.UNKNOWN_HEALTH_AUTHORITY_ID,
            "no app of this name is registered; check healthAuthorityID")
        : inRegions(request, app.get(), now);
  }

  private PublishOutcome inRegions(PublishRequest request, AuthorizedApp app, Instant now) {
    return switch (chooseRegions.choose(request.regions(), app)) {
      case Step.Stop<NavigableSet<Region>>(var refused) -> refused;
      case Step.Go<NavigableSet<Region>>(var regions) ->
          switch (readCertificate.read(request, app, now)) {
            case Step.Stop<Claims>(var refused) -> refused;
            case Step.Go<Claims>(Claims claims) -> certified(request, app, regions, claims, now);
          };
    };
  }

  private PublishOutcome certified(
      PublishRequest request,
      AuthorizedApp app,
      NavigableSet<Region> regions,
      Claims claims,
      Instant now) {
    Optional<Refused> objection = checkAttestation.check(request, app.name(), now);
    if (objection.isPresent()) {
      return objection.get();
    }
    ScreenUpload.Result result = screenUpload.screen(request, regions, claims, now);
    return switch (result.screening()) {
      case Screening.Rejected(String reason, List<String> warnings) ->
          new Refused(Reason.BAD_REQUEST, reason, warnings);
      case Screening.Passed passed -> store(request, app, passed, result.submission());
    };
  }

  private PublishOutcome store(
      PublishRequest request, AuthorizedApp app, Screening.Passed passed, Submission submission) {
    PresentedToken token =
        PresentedToken.of(request.revisionToken(), tokens, submission.arrival().time());
    Step<StoreSubmission.Stored> stored =
        passed.kept().isEmpty()
            ? new Step.Go<>(new StoreSubmission.Stored(0, List.of()))
            : storeSubmission.store(submission, token, !app.bypassRevisionToken());
    return switch (stored) {
      case Step.Stop<StoreSubmission.Stored>(Refused refused) ->
          new Refused(refused.reason(), refused.message(), passed.warnings());
      case Step.Go<StoreSubmission.Stored>(var result) ->
          new Accepted(
              issueToken.issue(token.entries(), result.tokenEntries(), submission.arrival()),
              result.inserted(),
              passed.warnings(),
              passed.faults());
    };
  }

  private static Refused refused(Reason reason, String message) {
    return new Refused(reason, message, List.of());
  }
}
