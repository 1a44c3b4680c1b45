// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** What every app of a platform has to pass, in a process of its own. */
@NullMarked
package org.exposurenotifications.testing.deployments;

import org.jspecify.annotations.NullMarked;
