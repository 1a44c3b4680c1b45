// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** How a process proves to its database who it is. */
@NullMarked
package org.exposurenotifications.ports.database;

import org.jspecify.annotations.NullMarked;
