// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The command line, and the server in one process on embedded PostgreSQL and local disk. */
@NullMarked
package org.exposurenotifications.apps.dev;

import org.jspecify.annotations.NullMarked;
