// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
package org.exposurenotifications.core.token;

import org.exposurenotifications.ports.exposure.TemporaryExposureKey;

/**
 * A key in a revision token.
 *
 * @param stored whether the upload that this entry comes from stored or revised the key; false
 *     after a first report that was negative, which stores nothing: what is stored of that key
 *     later may be somebody else's
 */
public record TokenEntry(TemporaryExposureKey key, boolean stored) {}
