// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** The whole server as one deterministic program, with faults, over days of simulated time. */
@NullMarked
package org.exposurenotifications.apps.simulation;

import org.jspecify.annotations.NullMarked;
