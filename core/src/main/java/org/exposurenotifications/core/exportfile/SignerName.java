// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

/**
 * What a file says of one of its signers.
 *
 * @param keyId empty if it says none
 * @param keyVersion empty if it says none
 * @param algorithm an object identifier; empty if it says none
 */
public record SignerName(String keyId, String keyVersion, String algorithm) {
  /** The only algorithm that is written: ECDSA with SHA-256. */
  public static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
}
