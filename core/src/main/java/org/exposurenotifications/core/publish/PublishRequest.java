// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import org.exposurenotifications.ports.statistics.ClientPlatform;

/**
 * An upload as a phone sent it, unvalidated (publish.md 2.1). Texts are empty, numbers 0 and lists
 * empty where the member was absent.
 *
 * @param regions only v1alpha1 requests name regions (publish.md 2.5)
 * @param attestation evidence about the device, opaque
 */
public record PublishRequest(
    List<ClientKey> keys,
    String appName,
    String verificationPayload,
    String hmacKey,
    int symptomOnsetInterval,
    boolean traveler,
    String revisionToken,
    List<String> regions,
    String attestation,
    ClientPlatform platform) {
  public PublishRequest {
    keys = List.copyOf(keys);
    regions = List.copyOf(regions);
  }

  /** Secrets and keys do not belong into logs. */
  @Override
  public String toString() {
    return "PublishRequest[" + keys.size() + " keys]";
  }
}
