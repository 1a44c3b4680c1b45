// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import java.time.Duration;
import org.exposurenotifications.ports.Bytes;

/**
 * How revision tokens are sealed (publish.md 6.5, 15.1).
 *
 * @param keyName of the platform's key that wraps the data keys
 * @param associatedData bound into every token; not empty
 * @param minLength entries that every token is filled up to
 * @param cacheDuration within which a change of the allowed data keys is seen; twice that if the
 *     store fails
 */
public record TokenSettings(
    String keyName, Bytes associatedData, int minLength, Duration cacheDuration) {}
