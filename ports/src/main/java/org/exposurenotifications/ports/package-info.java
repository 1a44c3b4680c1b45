// SPDX-FileCopyrightText: The Exposure Notifications key server authors
// SPDX-License-Identifier: Apache-2.0
/** Boundary interfaces and the values they speak; knows no rule and no technology. */
@NullMarked
package org.exposurenotifications.ports;

import org.jspecify.annotations.NullMarked;
