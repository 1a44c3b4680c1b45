// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Export batches: their planning, leasing, keys and files. */
@NullMarked
package org.exposurenotifications.ports.export;

import org.jspecify.annotations.NullMarked;
