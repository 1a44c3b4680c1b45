// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Servers that speak a vendor's protocol, fetched by their own package manager, for tests. */
@NullMarked
package org.exposurenotifications.testing.standins;

import org.jspecify.annotations.NullMarked;
