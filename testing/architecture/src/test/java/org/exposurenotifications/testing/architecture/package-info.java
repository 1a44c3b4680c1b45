// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The arrows and habits of the project as tests, each with proof that it bites. */
@NullMarked
package org.exposurenotifications.testing.architecture;

import org.jspecify.annotations.NullMarked;
