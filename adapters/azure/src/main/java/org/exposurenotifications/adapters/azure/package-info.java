// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Azure as a platform: Blob Storage and Key Vault. */
@NullMarked
package org.exposurenotifications.adapters.azure;

import org.jspecify.annotations.NullMarked;
