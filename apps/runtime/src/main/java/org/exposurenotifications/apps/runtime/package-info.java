// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Puts the parts together: configuration, the one Dagger component, roles, jobs and logs. */
@NullMarked
package org.exposurenotifications.apps.runtime;

import org.jspecify.annotations.NullMarked;
