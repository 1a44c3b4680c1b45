// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Tests against a real server. */
@NullMarked
package org.exposurenotifications.adapters.postgres;

import org.jspecify.annotations.NullMarked;
