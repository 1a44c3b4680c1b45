// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The command line that every deployment has, over PostgreSQL and whichever platform. */
@NullMarked
package org.exposurenotifications.apps.server;

import org.jspecify.annotations.NullMarked;
