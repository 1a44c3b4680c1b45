// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.exposurenotifications.core.publish.PublishOutcome.Reason;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.Exposure;
import org.exposurenotifications.ports.exposure.Merge;
import org.exposurenotifications.ports.exposure.Revision;
import org.exposurenotifications.ports.exposure.StoredExposure;

/**
 * Decides, key by key, what to do about keys that are stored already (publish.md 6); refuses the
 * whole upload if one of them may not be changed so.
 */
final class PlanMerge {
  private final Submission submission;
  private final PresentedToken token;
  private final boolean needsToken;
  private final boolean allowPartial;
  private final List<Exposure> added = new ArrayList<>();
  private final List<Revision> revised = new ArrayList<>();
  private final List<TokenEntry> tokenEntries = new ArrayList<>();

  private PlanMerge(
      Submission submission, PresentedToken token, boolean needsToken, boolean allowPartial) {
    this.submission = submission;
    this.token = token;
    this.needsToken = needsToken;
    this.allowPartial = allowPartial;
  }

  /**
   * @param needsToken whether the app has to present a token for stored keys
   * @param allowPartial leave out stored keys that the token does not cover, instead of refusing
   */
  static Step<MergePlan> plan(
      Submission submission,
      List<StoredExposure> stored,
      PresentedToken token,
      boolean needsToken,
      boolean allowPartial) {
    return new PlanMerge(submission, token, needsToken, allowPartial).plan(stored);
  }

  private Step<MergePlan> plan(List<StoredExposure> stored) {
    // the token first, for every key: which answer a phone gets must not hang on the order of
    // random keys
    Optional<Reason> refusal =
        stored.stream().flatMap(exposure -> tokenFault(exposure).stream()).findFirst();
    if (refusal.isPresent()) {
      return refuse(refusal.get());
    }
    Map<Bytes, StoredExposure> present = new HashMap<>();
    stored.forEach(exposure -> present.put(exposure.key().keyData(), exposure));
    for (var entry : submission.keys().entrySet()) {
      StoredExposure exposure = present.get(entry.getKey());
      if (exposure == null) {
        add(entry.getValue());
      } else if (!isLeftOut(exposure)) {
        refusal = meet(entry.getValue(), exposure);
        if (refusal.isPresent()) {
          return refuse(refusal.get());
        }
      }
    }
    return new Step.Go<>(
        new MergePlan(
            new Merge(
                added,
                revised,
                tokenEntries.isEmpty()
                    ? Optional.empty()
                    : submission.statistic(added.size() + revised.size(), !revised.isEmpty())),
            tokenEntries));
  }

  private void add(DraftKey key) {
    if (submission.isStored()) {
      added.add(submission.exposure(key));
    }
    tokenEntries.add(new TokenEntry(key.key(), submission.isStored()));
  }

  private Optional<Reason> tokenFault(StoredExposure stored) {
    if (!needsToken || isLeftOut(stored)) {
      return Optional.empty();
    }
    if (token instanceof PresentedToken.Missing) {
      return Optional.of(Reason.MISSING_REVISION_TOKEN);
    }
    DraftKey sent = submission.keys().get(stored.key().keyData());
    return sent != null && sent.key().equals(stored.key()) && isAllowed(stored)
        ? Optional.empty()
        : Optional.of(Reason.INVALID_REVISION_TOKEN);
  }

  /**
   * A key of a first report that was negative may have been stored by somebody else since. Nothing
   * of it is changed then, but a retry whose first answer was lost is answered all the same.
   */
  private boolean isAllowed(StoredExposure stored) {
    return token.covers(stored.key())
        || (token.mentions(stored.key())
            && ChangeReport.of(stored, submission.claims().reportType())
                instanceof ChangeReport.Nothing);
  }

  private boolean isLeftOut(StoredExposure stored) {
    return needsToken
        && allowPartial
        && token instanceof PresentedToken.Opened
        && !token.covers(stored.key());
  }

  private Optional<Reason> meet(DraftKey key, StoredExposure stored) {
    return switch (ChangeReport.of(stored, submission.claims().reportType())) {
      case ChangeReport.Nothing _ -> Optional.empty();
      case ChangeReport.Revise _ -> {
        revised.add(submission.revision(key));
        tokenEntries.add(new TokenEntry(stored.key(), true));
        yield Optional.empty();
      }
      case ChangeReport.Refuse(Reason reason) -> Optional.of(reason);
    };
  }

  /** A token that does not open is the first thing to mend, whatever else is wrong. */
  private Step<MergePlan> refuse(Reason reason) {
    Reason first =
        token instanceof PresentedToken.Unreadable ? Reason.INVALID_REVISION_TOKEN : reason;
    return Step.stop(first, message(first));
  }

  private static String message(Reason reason) {
    return switch (reason) {
      case MISSING_REVISION_TOKEN ->
          "keys of this upload are stored already; send the revision token of the last answer";
      case INVALID_REVISION_TOKEN ->
          "keys of this upload are stored already, and the revision token does not cover them as"
              + " they are";
      case KEY_ALREADY_REVISED -> "a key can be revised only once, and one of these was";
      case INVALID_REPORT_TYPE_TRANSITION ->
          "the report type of a stored key cannot change to that of the certificate";
      case UNKNOWN_HEALTH_AUTHORITY_ID,
          UNABLE_TO_LOAD_HEALTH_AUTHORITY,
          HEALTH_AUTHORITY_MISSING_REGION_CONFIG,
          HEALTH_AUTHORITY_VERIFICATION_CERTIFICATE_INVALID,
          REGION_NOT_AUTHORIZED,
          ATTESTATION_INVALID,
          BAD_REQUEST,
          INTERNAL_ERROR ->
          "the upload does not fit what is stored";
    };
  }
}
