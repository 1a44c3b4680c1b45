// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Requests in, use cases called: the only part that speaks HTTP to phones and schedulers. */
@NullMarked
package org.exposurenotifications.adapters.http;

import org.jspecify.annotations.NullMarked;
