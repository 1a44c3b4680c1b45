// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.exportfile;

import java.time.Instant;

/**
 * What a file says of all its keys (export-and-operations.md 6.2).
 *
 * @param start of the window in which the keys arrived, inclusive; whole seconds
 * @param end of that window, exclusive; whole seconds. In a batch of several files each adds its
 *     own number in seconds, because devices take files with equal times for one and the same
 * @param region may be empty
 */
public record ExportFileHeader(Instant start, Instant end, String region) {}
