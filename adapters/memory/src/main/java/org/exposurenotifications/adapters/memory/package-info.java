// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Reference implementation of every port, in memory; nothing survives the process. */
@NullMarked
package org.exposurenotifications.adapters.memory;

import org.jspecify.annotations.NullMarked;
