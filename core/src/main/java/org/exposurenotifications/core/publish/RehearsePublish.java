// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import jakarta.inject.Inject;

/** Does what a decoy request causes: skeleton. */
public final class RehearsePublish {
  @Inject
  public RehearsePublish() {}

  public PublishOutcome rehearse() {
    return new PublishOutcome.Refused(
        PublishOutcome.Reason.INTERNAL_ERROR, "", java.util.List.of());
  }
}
