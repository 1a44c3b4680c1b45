// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The server on machines of one's own. */
@NullMarked
package org.exposurenotifications.apps.onprem;

import org.jspecify.annotations.NullMarked;
