// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** What all jobs have in common. */
@NullMarked
package org.exposurenotifications.core.job;

import org.jspecify.annotations.NullMarked;
