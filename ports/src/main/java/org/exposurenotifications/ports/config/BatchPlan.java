// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.ports.config;

import org.exposurenotifications.ports.export.Window;

/**
 * A batch to be planned.
 *
 * @param maxRecords most keys in a file, where the export does not say
 */
public record BatchPlan(ExportConfig export, Window window, int maxRecords) {}
