// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Plans batches and writes signed export files. */
@NullMarked
package org.exposurenotifications.core.export;

import org.jspecify.annotations.NullMarked;
