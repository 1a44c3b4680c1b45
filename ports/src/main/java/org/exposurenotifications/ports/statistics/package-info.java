// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** What is counted about publishing, for the health authorities. */
@NullMarked
package org.exposurenotifications.ports.statistics;

import org.jspecify.annotations.NullMarked;
