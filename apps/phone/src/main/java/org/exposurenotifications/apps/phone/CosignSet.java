// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.security.PublicKey;
import java.util.Map;

/**
 * Keys that all have to sign a file.
 *
 * @param keys P-256, by {@code keyId-keyVersion} as signatures name them
 */
public record CosignSet(Map<String, PublicKey> keys) {
  public CosignSet {
    keys = Map.copyOf(keys);
  }

  /** Trusts one key of one name. */
  public static CosignSet of(String keyId, String keyVersion, PublicKey key) {
    return new CosignSet(Map.of(keyId + "-" + keyVersion, key));
  }
}
