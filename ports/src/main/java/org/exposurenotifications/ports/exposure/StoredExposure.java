// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.exposure;

import java.util.Optional;

/**
 * A key as found in the store, as far as the rules of revision ask.
 *
 * @param reportType at first
 * @param revisedTo empty if never revised; inside, the type it was revised to
 */
public record StoredExposure(
    TemporaryExposureKey key, Optional<ReportType> reportType, Optional<ReportType> revisedTo) {}
