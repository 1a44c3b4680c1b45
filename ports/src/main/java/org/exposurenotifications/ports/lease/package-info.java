// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Short exclusive rights to do one thing. */
@NullMarked
package org.exposurenotifications.ports.lease;

import org.jspecify.annotations.NullMarked;
