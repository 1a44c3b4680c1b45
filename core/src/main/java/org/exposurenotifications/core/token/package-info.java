// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Revision tokens: their format, sealing and data keys. The only user of protobuf and Tink's AEAD.
 */
@NullMarked
package org.exposurenotifications.core.token;

import org.jspecify.annotations.NullMarked;
