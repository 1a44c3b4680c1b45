// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Named secrets. */
@NullMarked
package org.exposurenotifications.ports.secrets;

import org.jspecify.annotations.NullMarked;
