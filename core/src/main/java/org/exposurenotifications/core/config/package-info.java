// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Cached views of what operators registered. */
@NullMarked
package org.exposurenotifications.core.config;

import org.jspecify.annotations.NullMarked;
