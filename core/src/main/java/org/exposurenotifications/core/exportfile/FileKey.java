// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.util.OptionalInt;
import org.exposurenotifications.ports.Bytes;

/**
 * A key as read from a file. Its components are whatever the file says: ranges are for the reader's
 * user to check, the length of the key included.
 *
 * @param transmissionRisk 0 if the file says none
 * @param rollingStart interval number; 0 if the file says none
 * @param rollingPeriod in intervals; 144 if the file says none
 * @param daysSinceOnset absent if the file says none
 * @param variantOfConcern absent if the file says none
 */
public record FileKey(
    Bytes keyData,
    int transmissionRisk,
    int rollingStart,
    int rollingPeriod,
    FileReportType reportType,
    OptionalInt daysSinceOnset,
    OptionalInt variantOfConcern) {}
