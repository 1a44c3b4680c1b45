// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.export;

import java.util.Optional;
import java.util.OptionalInt;
import org.exposurenotifications.ports.Bytes;
import org.exposurenotifications.ports.exposure.ReportType;

/**
 * A key as written into an export file. Its components are as stored: the length of the key, say,
 * was checked when it was accepted.
 *
 * @param rollingStart interval number
 * @param rollingPeriod in intervals
 */
public record ExportKey(
    Bytes keyData,
    int transmissionRisk,
    int rollingStart,
    int rollingPeriod,
    Optional<ReportType> reportType,
    OptionalInt daysSinceOnset) {}
