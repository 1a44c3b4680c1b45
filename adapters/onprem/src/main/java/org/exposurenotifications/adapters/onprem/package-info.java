// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** A machine of one's own as a platform: files, keysets, the environment and HashiCorp Vault. */
@NullMarked
package org.exposurenotifications.adapters.onprem;

import org.jspecify.annotations.NullMarked;
