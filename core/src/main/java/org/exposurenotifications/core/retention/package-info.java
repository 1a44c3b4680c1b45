// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Forgets keys, files and statistics in time. */
@NullMarked
package org.exposurenotifications.core.retention;

import org.jspecify.annotations.NullMarked;
