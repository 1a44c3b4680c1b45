// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import org.exposurenotifications.ports.keys.SigningKey;

/**
 * Who signs a file, and the name by which devices find the public key.
 *
 * @param keyId may be empty
 * @param keyVersion may be empty
 */
public record Signer(String keyId, String keyVersion, SigningKey key) {}
