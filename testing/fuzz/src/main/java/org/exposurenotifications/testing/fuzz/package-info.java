// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Finds inputs that a parser does not expect. */
@NullMarked
package org.exposurenotifications.testing.fuzz;

import org.jspecify.annotations.NullMarked;
