// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Wrapped data keys of revision tokens. */
@NullMarked
package org.exposurenotifications.ports.token;

import org.jspecify.annotations.NullMarked;
