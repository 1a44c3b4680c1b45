// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The server on Azure. */
@NullMarked
package org.exposurenotifications.apps.azure;

import org.jspecify.annotations.NullMarked;
