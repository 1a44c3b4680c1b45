// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** One contract per port: an adapter's test class implements it and so runs its clauses. */
@NullMarked
package org.exposurenotifications.testing.contracts;

import org.jspecify.annotations.NullMarked;
