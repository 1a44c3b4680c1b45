// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.database;

import java.time.Instant;
import org.exposurenotifications.ports.secrets.Secret;

/**
 * A password for a while. Its text form is redacted.
 *
 * @param secret not empty; to be sent over an encrypted connection only
 * @param expires when it is over
 */
public record DatabasePassword(Secret secret, Instant expires) {}
