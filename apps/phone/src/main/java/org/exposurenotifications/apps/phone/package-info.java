// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** A simulated phone: derives, broadcasts, publishes, downloads, verifies and matches. */
@NullMarked
package org.exposurenotifications.apps.phone;

import org.jspecify.annotations.NullMarked;
