// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A PostgreSQL that comes along: unpacked, initialised, run and stopped for one user and one
 * process of this machine; and the private folders that this takes.
 */
@NullMarked
package org.exposurenotifications.apps.embedded;

import org.jspecify.annotations.NullMarked;
