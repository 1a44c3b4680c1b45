// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.statistics;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * What is counted of one effective upload (publish.md 8.1).
 *
 * @param healthAuthority issuer of its certificate
 * @param hour beginning of the hour, UTC
 * @param keys added and revised
 * @param revision whether a key was revised; then the ages are not counted
 * @param oldestKeyDays age in days of its oldest key, 0 or more
 * @param onsetDays days from symptom onset to the upload, 0 or more; absent if no onset was given
 */
public record PublishStatistic(
    String healthAuthority,
    Instant hour,
    ClientPlatform platform,
    int keys,
    boolean revision,
    int oldestKeyDays,
    OptionalInt onsetDays) {}
