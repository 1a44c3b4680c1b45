// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import jakarta.inject.Inject;

/** Accepts an upload: skeleton. */
public final class PublishKeys {
  @Inject
  public PublishKeys() {}

  public PublishOutcome publish(PublishRequest request) {
    return new PublishOutcome.Refused(
        PublishOutcome.Reason.INTERNAL_ERROR, request.toString(), java.util.List.of());
  }
}
