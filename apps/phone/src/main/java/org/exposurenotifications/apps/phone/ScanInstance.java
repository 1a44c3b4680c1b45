// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.apps.phone;

import java.time.Duration;

/**
 * What one scan heard of one key.
 *
 * @param typicalAttenuation mean, in dB
 * @param minimumAttenuation in dB
 * @param sinceLastScan whole minutes, 5 at most; 2 if not known
 */
public record ScanInstance(
    int typicalAttenuation, int minimumAttenuation, Duration sinceLastScan) {}
