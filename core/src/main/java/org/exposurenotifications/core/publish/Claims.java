// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.publish;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.exposurenotifications.ports.exposure.ReportType;

/**
 * What is known of an upload once its certificate was looked at.
 *
 * @param healthAuthority issuer of the verified certificate; absent, with the report type, where
 *     the app may do without one
 * @param keys in the order to which messages refer
 */
record Claims(
    Optional<String> healthAuthority,
    Optional<ReportType> reportType,
    OptionalLong symptomOnset,
    List<ClientKey> keys) {}
