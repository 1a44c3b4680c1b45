// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.time.Instant;
import java.util.Optional;
import org.exposurenotifications.ports.Bytes;

/**
 * The one change of diagnosis that a key may ever have (publish.md 6.2).
 *
 * @param keyData which key, 16 bytes
 * @param healthAuthority issuer of the certificate that revised it
 * @param revisedAt beginning of the publish window that the revision belongs to
 */
public record Revision(
    Bytes keyData, Diagnosis diagnosis, Optional<String> healthAuthority, Instant revisedAt) {}
