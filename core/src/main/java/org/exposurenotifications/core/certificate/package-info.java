// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Verification certificates and the MAC over keys. The only user of Tink's signatures and of JSON.
 */
@NullMarked
package org.exposurenotifications.core.certificate;

import org.jspecify.annotations.NullMarked;
