// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Temporary exposure keys and the store that keeps them for about two weeks. */
@NullMarked
package org.exposurenotifications.ports.exposure;

import org.jspecify.annotations.NullMarked;
