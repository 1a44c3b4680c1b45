// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.certificate;

import java.util.List;

/**
 * Keys, and what is to prove their diagnosis.
 *
 * @param certificate a JSON web token
 * @param hmacKey the MAC's secret, base64 of any flavour
 * @param keys in the order in which they were sent
 */
public record CertifiedKeys(String certificate, String hmacKey, List<KeyText> keys) {
  public CertifiedKeys {
    keys = List.copyOf(keys);
  }

  /** Certificates and secrets do not belong into logs. */
  @Override
  public String toString() {
    return "CertifiedKeys[" + keys.size() + " keys]";
  }
}
