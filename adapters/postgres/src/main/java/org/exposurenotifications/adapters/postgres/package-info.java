// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The stores in PostgreSQL 15 or later; the SQL is next to the method that runs it. */
@NullMarked
package org.exposurenotifications.adapters.postgres;

import org.jspecify.annotations.NullMarked;
