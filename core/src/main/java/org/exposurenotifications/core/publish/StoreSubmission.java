// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import org.exposurenotifications.core.token.TokenEntry;
import org.exposurenotifications.ports.PortFailure;
import org.exposurenotifications.ports.exposure.ExposureStore;
import org.exposurenotifications.ports.exposure.StoredExposure;

/** Writes a submission, all of it or nothing, whatever others write meanwhile. */
final class StoreSubmission {
  /** A key is absent, stored, revised, in this order: so few rounds that ten are a broken world. */
  private static final int MOST_ROUNDS = 10;

  private final ExposureStore store;
  private final boolean allowPartial;

  StoreSubmission(ExposureStore store, boolean allowPartial) {
    this.store = store;
    this.allowPartial = allowPartial;
  }

  /**
   * @param inserted how many keys are new
   * @param tokenEntries that the next token has to cover, beside the last one's
   */
  record Stored(int inserted, List<TokenEntry> tokenEntries) {}

  /**
   * @throws PortFailure if the store fails; then nothing was written
   */
  Step<Stored> store(Submission submission, PresentedToken token, boolean needsToken) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<StoredExposure> present = store.addIfNonePresent(submission.upload());
      if (present.isEmpty()) {
        return new Step.Go<>(
            new Stored(
                submission.isStored() ? submission.keys().size() : 0, submission.tokenEntries()));
      }
      switch (PlanMerge.plan(submission, present, token, needsToken, allowPartial)) {
        case Step.Stop<MergePlan>(var refused) -> {
          return new Step.Stop<>(refused);
        }
        case Step.Go<MergePlan>(MergePlan plan) -> {
          if (!plan.changesSomething() || store.merge(plan.merge())) {
            return new Step.Go<>(new Stored(plan.merge().exposures().size(), plan.tokenEntries()));
          }
        }
      }
    }
    throw new PortFailure.Transient("others keep changing the same keys", null);
  }
}
