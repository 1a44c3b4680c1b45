// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Key Vault and a managed identity, for tests. */
@NullMarked
package org.exposurenotifications.testing.standins.azure;

import org.jspecify.annotations.NullMarked;
