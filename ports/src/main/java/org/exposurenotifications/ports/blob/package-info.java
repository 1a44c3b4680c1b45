// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Objects published to phones. */
@NullMarked
package org.exposurenotifications.ports.blob;

import org.jspecify.annotations.NullMarked;
